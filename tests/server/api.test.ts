import { describe, expect, it } from 'vitest';
import { LaterError } from '../../src/errors.ts';
import { ask, post } from './ask.ts';
import { indexSeeds, serving } from './serving.ts';

type Told = { error: { code: string; message: string; hint?: string } };
type Answers = { answers: { ok: boolean; answer?: string; state?: string; id?: string; error?: string }[] };
type Found = { total: number; hits: { id: string; snippet: string; shownTitle: string; titleFromLead: boolean }[] };

describe('POST /api/requests', () => {
  it('answers each address in order, the known ones too', async () => {
    const { url, store } = await serving();
    const urls = ['https://example.org/a', 'ftp://example.org/b', 'https://example.org/a#again', 'nonsense'];
    const answer = await post(`${url}/api/requests`, { urls });
    expect(answer.status).toBe(202);
    const { answers } = answer.json() as Answers;
    expect(answers.map(({ ok, answer }) => (ok ? answer : 'refused'))).toEqual([
      'accepted',
      'refused',
      'known',
      'refused',
    ]);
    expect(answers[1]?.error).toContain('ftp:');
    expect(await store.ledger.get(answers[0]?.id ?? '')).toMatchObject({ address: urls[0], state: 'accepted' });
  });

  it.each([
    ['an empty list', { urls: [] }, /^the body is not as it should be: urls: /],
    ['more than 1000', { urls: Array(1001).fill('https://example.org') }, /urls: /],
    ['no list', {}, /urls: /],
    ['a list of numbers', { urls: [1] }, /urls\.0: /],
    ['an unknown key', { urls: ['https://example.org'], again: true }, /again/],
    ['null', null, /body/],
  ])('refuses %s as malformed', async (_, body, message) => {
    const { url, store } = await serving();
    const answer = await post(`${url}/api/requests`, body);
    expect(answer.status).toBe(400);
    expect((answer.json() as Told).error).toMatchObject({ code: 'malformed', message: expect.stringMatching(message) });
    expect((await store.ledger.counts()).total).toBe(0);
  });

  it('refuses a body that is no JSON, or too long, without a stack', async () => {
    const { url } = await serving();
    const headers = { 'content-type': 'application/json' };
    const broken = await ask(`${url}/api/requests`, { method: 'POST', headers, body: '{"urls": [' });
    expect([broken.status, Object.keys(broken.json() as object)]).toEqual([400, ['error']]);
    expect(broken.text).not.toMatch(/ at |node_modules/);
    const long = await post(`${url}/api/requests`, { urls: ['https://example.org/'.padEnd(5 * 1024 * 1024, 'x')] });
    expect([long.status, (long.json() as Told).error.code]).toEqual([413, 'body-too-large']);
  });

  it('says 422 when not one address can be taken, with the reason for each', async () => {
    const { url } = await serving();
    const answer = await post(`${url}/api/requests`, { urls: ['javascript:alert(1)', 'file:///etc/passwd'] });
    expect(answer.status).toBe(422);
    expect((answer.json() as Told).error.code).toBe('none-accepted');
    expect((answer.json() as Answers).answers.map(({ ok }) => ok)).toEqual([false, false]);
  });

  it('says 503 and when to come back while the ledger cannot be written', async () => {
    const submit = async (): Promise<never> => {
      throw new LaterError('the store cannot be written: the disk is full', 4_200);
    };
    const { url } = await serving({ submit });
    const answer = await post(`${url}/api/requests`, { urls: ['https://example.org'] });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect((answer.json() as Told).error.message).toMatch(/disk is full; nothing was changed/);
  });

  it('keeps what an unforeseen error says to itself', async () => {
    const submit = async (): Promise<never> => {
      throw new Error('redis://:secret@10.0.0.1 refused');
    };
    const { url } = await serving({ submit });
    const answer = await post(`${url}/api/requests`, { urls: ['https://example.org'] });
    expect([answer.status, (answer.json() as Told).error.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toContain('secret');
  });
});

describe('GET /api/articles', () => {
  it('lists the newest first without a query, and says where a title comes from the lead', async () => {
    const { url, store } = await serving();
    await indexSeeds(store);
    const { total, hits } = (await ask(`${url}/api/articles`)).json() as Found;
    expect(total).toBe(5);
    expect(hits[0]?.shownTitle).toBe('White House urges N. Korea not to provide weapons to Russia');
    expect(hits.filter(({ titleFromLead }) => titleFromLead)).toHaveLength(1);
  });

  it.each([
    ['q=kirby', 2],
    ['q=kirby+OR+putin', 5],
    ['publisher=the+korea+herald', 2],
    ['publisher=the+korea+herald&since=2023-09-07', 1],
    ['until=2023-09-06', 1],
    ['agency=Yonhap&language=EN', 3],
    ['q=&publisher=&since=', 5],
    ['q=%22%29%28*+AND+NEAR%22', 0],
    ['offset=5', 5],
  ])('%s matches %i', async (query, total) => {
    const { url, store } = await serving();
    await indexSeeds(store);
    expect((await ask(`${url}/api/articles?${query}`)).json()).toMatchObject({ total });
  });

  it('gives the piece that was asked for, with the hits marked', async () => {
    const { url, store } = await serving();
    await indexSeeds(store);
    const query = 'q=weapons&limit=2&offset=1';
    const page = (await ask(`${url}/api/articles?${query}`)).json() as Found;
    expect(page).toMatchObject({ limit: 2, offset: 1 });
    expect(page.hits).toHaveLength(2);
    expect(page.hits[0]?.snippet.toLowerCase()).toContain('\u0002weapons\u0003');
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'offset=-1',
    'since=yesterday',
    'since=2023-02-30',
    'sort=asc',
    'q=a&q=b',
    'since=2024-01-02&until=2024-01-01',
  ])('%s is refused, by name', async (query) => {
    const { url } = await serving();
    const answer = await ask(`${url}/api/articles?${query}`);
    expect(answer.status).toBe(400);
    expect((answer.json() as Told).error.message).toContain(query.split('=')[0]);
  });
});

describe('one document', () => {
  it('is found by its id and by the beginning of it, as an article and as its way', async () => {
    const { url, store } = await serving();
    const [id = ''] = await indexSeeds(store);
    for (const name of [id, id.slice(0, 8), id.slice(0, 8).toUpperCase()]) {
      expect((await ask(`${url}/api/articles/${name}`)).json()).toMatchObject({ id, publisher: 'The Korea Herald' });
      const way = (await ask(`${url}/api/documents/${name}`)).json();
      expect(way).toMatchObject({ id, state: 'indexed', run: 1, reason: null });
      expect(Object.keys((way as { times: object }).times)).toEqual([
        'accepted',
        'fetch',
        'clean',
        'extract',
        'index',
        'ended',
      ]);
    }
  });

  it('says 404 with its name when nobody knows it', async () => {
    const { url } = await serving();
    for (const kind of ['articles', 'documents']) {
      const answer = await ask(`${url}/api/${kind}/abcdef`);
      expect(answer.status).toBe(404);
      expect((answer.json() as Told).error.message).toContain('abcdef');
    }
  });

  it('says why there is no article when it was rejected', async () => {
    const { url, store } = await serving();
    const { answers } = (await post(`${url}/api/requests`, { urls: ['https://example.org/a'] })).json() as Answers;
    const id = answers[0]?.id ?? '';
    await store.ledger.end(id, 1, {
      state: 'rejected',
      reason: { code: 'http-404', detail: 'the server answered 404' },
    });
    const answer = await ask(`${url}/api/articles/${id}`);
    expect(answer.status).toBe(404);
    expect((answer.json() as Told).error.message).toMatch(/rejected \(http-404: the server answered 404\)/);
  });

  it('says 409 and the ids when several begin alike', async () => {
    const { url, store } = await serving();
    const ids = ['abcd0000000000000001', 'abcd0000000000000002'];
    await store.ledger.accept(
      ids.map((id) => ({ id, address: `https://example.org/${id}`, source: 'api' })),
      { again: false },
    );
    const answer = await ask(`${url}/api/documents/abcd`);
    expect(answer.status).toBe(409);
    for (const id of ids) expect((answer.json() as Told).error.hint).toContain(id);
  });

  it.each(['abc', 'xyzw', 'abcdefabcdefabcdefabcdef', '%00%00%00%00', '..%2f..%2fetc'])('%s is no id', async (name) => {
    const { url } = await serving();
    expect((await ask(`${url}/api/articles/${name}`)).status).toBe(400);
  });
});

describe('how it stands', () => {
  it('counts every ending and adds up', async () => {
    const { url, store } = await serving();
    await indexSeeds(store);
    await post(`${url}/api/requests`, { urls: ['https://example.org/a', 'https://example.org/b'] });
    expect((await ask(`${url}/api/status`)).json()).toEqual({
      accepted: 7,
      indexed: 5,
      rejected: 0,
      quarantined: 0,
      inFlight: 2,
      stages: { fetch: 2, clean: 0, extract: 0, index: 0 },
      addsUp: true,
      difference: 0,
      articles: 5,
      line: null,
    });
  });

  it.each([
    ['ready when all parts answer', async () => [{ name: 'redis', ok: true }], 200, true],
    ['not ready when one does not', async () => [{ name: 'redis', ok: false, detail: 'away' }], 503, false],
    ['not ready when asking fails', () => Promise.reject(new Error('secret')), 503, false],
    ['not ready when nothing answers in time', () => new Promise<never>(() => {}), 503, false],
  ])('is %s, and live all the time', async (_, ready, status, truth) => {
    const { url } = await serving({ ready });
    const answer = await ask(`${url}/readyz`);
    expect([answer.status, answer.json()]).toEqual([status, expect.objectContaining({ ready: truth })]);
    expect(answer.text).not.toContain('secret');
    expect((await ask(`${url}/healthz`)).status).toBe(200);
  });

  it('answers what it does not know in JSON, naming what there is', async () => {
    const { url } = await serving();
    const answer = await ask(`${url}/api/nothing?x=1`);
    expect(answer.status).toBe(404);
    expect((answer.json() as Told).error).toMatchObject({
      code: 'no-such-route',
      hint: expect.stringContaining('/api/articles'),
    });
  });
});
