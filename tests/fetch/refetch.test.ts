import { describe, expect, it } from 'vitest';
import { cli } from '../e2e/cli.ts';
import { workingOn } from './refetching.ts';
import type { Host } from './town/town.ts';

const said = [
  'The council voted 12 to 3 for the new bridge on Monday, and work on both banks of the river begins in May.',
  'It will cost 4.5 million euros, Mayor Anna Berg said, of which the state pays a third over the next two years.',
  'Three members of the opposition spoke against it, and asked that the old ferry be kept until the bridge is open.',
  'The ferry has carried the people of the town across the river for more than a hundred years, in every weather.',
];

/** A page as a news site writes one. */
function page(title: string, paragraphs: string[], head = ''): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:type" content="article">${head}</head>
<body><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`;
}

/** A host that answers each path by its page, and a conditional request by 304 when `etagged`. */
function site(pages: Record<string, () => string | { to: string }>, etagged = false): Host {
  return (request, response) => {
    const found = pages[new URL(request.url ?? '', 'http://x').pathname]?.();
    if (found === undefined) return void response.writeHead(404).end();
    if (typeof found === 'object') return void response.writeHead(302, { location: found.to }).end();
    const etag = `"${found.length}"`;
    if (etagged && request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...(etagged && { etag }) }).end(found);
  };
}

const path = '/news/2024/05/council-votes-for-bridge';

describe('a page that is fetched again', () => {
  it('and has not changed ends at once, by 304 or by its bytes, and no later stage sees it', async () => {
    const same = { [path]: () => page('Council votes for bridge', said) };
    const line = await workingOn({ 'etag.test': site(same, true), 'bytes.test': site(same) });
    const addresses = [`http://etag.test${path}`, `http://bytes.test${path}`];
    const first = await line.read(addresses);
    expect(first.map(({ state, reason }) => [state, reason])).toEqual([
      ['indexed', null],
      ['indexed', null],
    ]);
    for (const run of [2, 3]) {
      const rows = await line.read(addresses);
      for (const row of rows) {
        expect(row).toMatchObject({ run, state: 'indexed', stage: 'fetch', reason: { code: 'unchanged' } });
        expect(row.reason?.detail).toContain('of run 1');
        expect(Date.parse(row.fetched?.checkedAt ?? '')).toBeGreaterThan(Date.parse(row.times.accepted ?? '') - 1_000);
        expect(await line.articles.get(row.id)).toMatchObject({ run: 1 });
        expect(await line.articles.versions(row.id)).toHaveLength(1);
      }
      expect(rows.map(({ reason }) => /server says/.test(reason?.detail ?? ''))).toEqual([true, false]);
    }
    expect(line.pages().filter(({ host }) => host === 'etag.test')[2]?.headers['if-none-match']).toMatch(/^"\d+"$/);

    const ids = first.map(({ id }) => id);
    await cli(['retry', ...ids.slice(0, 1), '--whole'], line.env);
    await cli(['enqueue', ...addresses.slice(1), '--again', '--whole'], line.env);
    for (const id of ids) expect(await line.ending(id, 4)).toMatchObject({ stage: 'index', reason: null });
    expect(
      line
        .pages()
        .slice(-2)
        .map(({ headers }) => headers['if-none-match']),
    ).toEqual([undefined, undefined]);
    const misuse = await cli(['enqueue', ...addresses, '--whole'], line.env);
    expect(misuse).toMatchObject({ code: 2, stderr: expect.stringContaining('together with --again') });
  }, 120_000);

  it('and has changed becomes a version, classed, and the old ones are kept', async () => {
    let at = 0;
    const texts = [
      page('Council votes for bridge', said),
      page('Council votes for bridge', [said[0]?.replace(', and', ' – and') ?? '', ...said.slice(1)]),
      page('Council votes for bridge', [said[0]?.replace('12 to 3', '12 to 2') ?? '', ...said.slice(1)]),
      page('Council votes for bridge', [...said, 'Correction: The vote was 12 to 3, and not 12 to 2 as we wrote.']),
    ];
    const line = await workingOn({ 'paper.test': site({ [path]: () => texts[at] ?? texts.at(-1) ?? '' }, true) });
    for (; at < texts.length; at++) await line.readOne(`http://paper.test${path}`);
    const { id, run, reason } = await line.readOne(`http://paper.test${path}?utm_source=x`);
    expect([run, reason?.code]).toEqual([5, 'unchanged']);
    const versions = await line.articles.versions(id);
    expect(versions.map(({ version, change }) => [version, change?.kind])).toEqual([
      [4, 'correction'],
      [3, 'substantive'],
      [2, 'cosmetic'],
      [1, undefined],
    ]);
    expect((await line.articles.version(id, 3))?.body).toContain('12 to 2');

    const list = await cli(['show', id, '--versions'], line.env);
    for (const part of ['correction', 'substantive', 'cosmetic', 'first', 'last looked for at']) {
      expect(list.stdout).toContain(part);
    }
    const diff = await cli(['show', id, '--diff', '3'], line.env);
    expect(diff.stdout).toContain('version 2 → 3: substantive, 1 paragraph');
    expect(diff.stdout).toMatch(/^- .*12 to 3/m);
    expect(diff.stdout).toMatch(/^\+ .*12 to 2/m);
    const json = await cli(['show', id, '--diff', '--json'], line.env);
    expect(JSON.parse(json.stdout)).toMatchObject({ version: 4, change: { kind: 'correction' } });
    expect(await cli(['show', id, '--diff', '9'], line.env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has no version 9'),
    });
    expect(await cli(['show', id, '--diff', '1'], line.env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing to compare it with'),
    });
  }, 120_000);

  it('after a run that was rejected is fetched without conditions', async () => {
    let there = false;
    const line = await workingOn({
      'late.test': site({ [path]: () => (there ? page('Council votes for bridge', said) : page('', [])) }, true),
    });
    expect(await line.readOne(`http://late.test${path}`)).toMatchObject({ state: 'rejected' });
    there = true;
    expect(await line.readOne(`http://late.test${path}`)).toMatchObject({ state: 'indexed', reason: null });
    expect(line.pages().map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
  }, 120_000);
});

describe('one article at several addresses', () => {
  const canonical = (to: string): string => `<link rel="canonical" href="${to}">`;

  it('is stored once, and the other documents tell whose it is', async () => {
    const story = page('Council votes for bridge', said, canonical(`http://www.paper.test${path}`));
    const line = await workingOn({
      'www.paper.test': site({ [path]: () => story }),
      'edition.paper.test': site({ '/story/4711000': () => story }),
      'short.test': site({ '/x1': () => ({ to: `http://www.paper.test${path}` }) }),
    });
    const first = await line.readOne(`http://www.paper.test${path}`);
    const others = await line.read(['http://edition.paper.test/story/4711000', 'http://short.test/x1']);
    for (const row of others) {
      expect(row).toMatchObject({ state: 'indexed', sameAs: first.id, reason: { code: 'same-document' } });
      expect(await line.articles.get(row.id)).toBeNull();
      const shown = await cli(['show', row.id, '--json'], line.env);
      expect(JSON.parse(shown.stdout)).toMatchObject({ id: first.id });
      expect(shown.stderr).toContain(`is the same document as ${first.id}`);
    }
    expect(await line.articles.count()).toBe(1);
    const [again] = await line.read(['http://short.test/x1']);
    expect(again).toMatchObject({ run: 2, reason: { code: 'unchanged' }, sameAs: first.id });
  }, 120_000);

  it('is stored once when all are fetched at the same time', async () => {
    const story = page('Council votes for bridge', said);
    const shorts = Array.from({ length: 8 }, (_, n) => `short-${n}.test`);
    const line = await workingOn({
      'paper.test': site({ [path]: () => story }),
      ...Object.fromEntries(shorts.map((host) => [host, site({ '/x': () => ({ to: `http://paper.test${path}` }) })])),
    });
    const rows = await line.read(shorts.map((host) => `http://${host}/x`));
    const own = rows.filter(({ sameAs }) => sameAs === null);
    expect(own).toHaveLength(1);
    expect(new Set(rows.map(({ sameAs }) => sameAs))).toEqual(new Set([null, own[0]?.id]));
    expect(await line.articles.count()).toBe(1);
  }, 180_000);

  it('is two articles where rel=canonical is a mistake of the site', async () => {
    const storm = [
      'A storm with winds of more than 120 kilometres an hour tore roofs from houses along the coast on Friday night.',
      'Nobody was hurt, the fire brigade said, but trees fell on cars and the line to the north was closed until noon.',
      'Forecasters expect calmer weather from Sunday on, with rain in the evening and a light wind from the south west.',
    ];
    const second = [
      'Engineers have drilled on both banks since the spring, and found rock at a depth of nineteen metres in the west.',
      'Drivers from the suburbs now queue at the old crossing for up to forty minutes each morning, a count has shown.',
      'Shop owners fear for their trade while the road is dug up, and ask the town to pay for what they are going to lose.',
    ];
    const head = canonical(`http://paper.test${path}`);
    const line = await workingOn({
      'paper.test': site({
        [path]: () => page('Council votes for bridge', said, head),
        '/news/2024/05/storm-hits-the-coast': () => page('Storm hits the coast', storm, head),
        '/news/2024/05/council-votes-for-bridge-2': () => page('Council votes for bridge', second, head),
      }),
    });
    const address = (one: string): string => `http://paper.test/news/2024/05/${one}`;
    // The one that the others claim to be comes last: a claim must not shut it out.
    const rows = [
      ...(await line.read(['storm-hits-the-coast', 'council-votes-for-bridge-2'].map(address))),
      ...(await line.read(['council-votes-for-bridge'].map(address))),
    ];
    expect(rows.map(({ state, sameAs }) => [state, sameAs])).toEqual(Array(3).fill(['indexed', null]));
    expect(await line.articles.count()).toBe(3);
  }, 120_000);

  it('is looked at again where it has its address, when a page that shares it reads otherwise', async () => {
    const twinPath = '/m/story/4711000';
    const head = canonical(`http://www.paper.test${path}`);
    let [text, twinText] = [said, said];
    let nonce = 0;
    const more = 'The ferry goes on until the summer, the council decided later that evening after a long debate.';
    const line = await workingOn({
      'www.paper.test': site({ [path]: () => page('Council votes for bridge', text, head) }),
      // Another layout: a line of its own, and other bytes each time.
      'edition.paper.test': site({
        [twinPath]: () =>
          page('Council votes for bridge', ['Read in two minutes on your phone wherever you are.', ...twinText], head) +
          `<!-- ${nonce++} -->`,
      }),
    });
    const [own, twin] = [`http://www.paper.test${path}`, `http://edition.paper.test${twinPath}`];
    const first = await line.readOne(own);
    const asked = (): number => line.pages().filter(({ host }) => host === 'www.paper.test').length;
    const shared = { state: 'indexed', sameAs: first.id, reason: { code: 'same-document' } };

    // Seen for the first time, right after the article: another layout is no reason to ask again.
    expect(await line.readOne(twin)).toMatchObject(shared);
    expect((await line.ledger.get(first.id))?.run).toBe(1);

    // The twin has the news first: the article is asked for at its own address, and its text is the new version.
    twinText = [...said, more];
    text = [...said, more];
    const told = await line.readOne(twin);
    expect(told).toMatchObject(shared);
    expect(told.reason?.detail).toContain('looked at again');
    expect(await line.ending(first.id, 2)).toMatchObject({ state: 'indexed', reason: null });
    expect((await line.articles.versions(first.id)).map(({ change }) => change?.kind)).toEqual([
      'substantive',
      undefined,
    ]);
    const held = await line.articles.get(first.id);
    expect(held?.body).toContain(more);
    expect(held?.body).not.toContain('on your phone');

    // The twin's bytes change again and its layout is still another one: one question, and no version.
    await line.readOne(twin);
    expect(await line.ending(first.id, 3)).toMatchObject({ state: 'indexed', reason: { code: 'unchanged' } });
    expect(await line.articles.versions(first.id)).toHaveLength(2);
    expect(asked()).toBe(3);
  }, 180_000);
});
