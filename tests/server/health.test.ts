import { expect, it } from 'vitest';
import { isoDay } from '../../src/health/days.ts';
import type { HealthReport } from '../../src/health/report.ts';
import { ask } from './ask.ts';
import { openTab } from './browser.ts';
import { serving } from './serving.ts';

const id = '0123456789abcdef0123';
const report: HealthReport = {
  at: '2026-01-02T03:04:05.000Z',
  alarms: [
    {
      kind: 'site',
      name: 'a.test',
      what: 'no-date',
      says: 'have no date',
      since: isoDay(20_000),
      unit: 'share',
      past: 0.02,
      now: 1,
      examples: [id],
      next: `copydesk explain ${id} shows <b>why</b>`,
    },
  ],
  sites: 3,
  judged: 2,
  feeds: 1,
};

it('tells the alarms in the API, asks for one site, and names them in the metrics', async () => {
  const asked: (string | undefined)[] = [];
  const { url } = await serving({
    health: async (site) => {
      asked.push(site);
      return report;
    },
  });
  expect((await ask(`${url}/api/health`)).json()).toEqual(report);
  await ask(`${url}/api/health?site=A.test`);
  expect(asked).toEqual([undefined, 'a.test']);
  expect((await ask(`${url}/api/health?sites=a.test`)).status).toBe(400);
  const { text } = await ask(`${url}/metrics`);
  expect(text).toContain('copydesk_health_alarm{kind="site",name="a.test",what="no-date"} 1');
  expect(text).toContain('copydesk_health_sites_judged 2');
});

it('has nothing to tell of an empty store', async () => {
  const { url } = await serving();
  expect((await ask(`${url}/api/health`)).json()).toMatchObject({ alarms: [], sites: 0, judged: 0, feeds: 0 });
});

it('shows the alarms on a page, with what is now against what is usual, and the way to the documents', async () => {
  const { url } = await serving({ health: async () => report });
  const { page, complaints } = await openTab();
  await page.goto(url);
  await page.getByRole('link', { name: 'Health', exact: true }).click();
  expect(await page.locator('h1').textContent()).toBe('1 alarm');
  expect(await page.locator('.groups li p').allTextContents()).toEqual([
    '100 % have no date; usual: 2 %',
    `since ${isoDay(20_000)}${id}`,
    `copydesk explain ${id} shows <b>why</b>`,
  ]);
  expect(await page.locator(`a[href="/documents/${id}"]`).count()).toBe(1);
  expect(complaints).toEqual([]);
});
