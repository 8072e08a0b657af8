import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectDir } from '../../src/config.ts';
import { cli, environment, scratchDir } from './cli.ts';

const seed = () => readFile(join(projectDir, 'seeds/000_a6a0ea761b58fa9c.txt'), 'utf8');

async function replay(files: Record<string, string | Uint8Array>, args: string[] = []) {
  const dir = await scratchDir();
  const feed = join(dir, 'feed');
  await mkdir(feed);
  for (const [name, content] of Object.entries(files)) await writeFile(join(feed, name), content);
  const env = environment(join(dir, 'data'));
  const ran = await cli(['replay', feed, '--wait', '--json', ...args], env);
  const { documents, faults } = JSON.parse(ran.stdout) as {
    documents: {
      id: string;
      name: string;
      state: string;
      reason: { code: string } | null;
      publishedAt: string | null;
    }[];
    faults: { name: string; error: string }[];
  };
  const states = Object.fromEntries(
    documents.map(({ name, state, reason }) => [name.slice(feed.length + 1), reason?.code ?? state]),
  );
  return { ...ran, documents, faults, states, env, feed };
}

describe('files that are not what they should be', () => {
  it('are each told, and take nothing from the good one beside them', async () => {
    const text = await seed();
    const { states, code, env } = await replay({
      'binary.txt': Buffer.from('\x89PNG\r\n\x1a\n\0\0\0', 'latin1'),
      'empty.txt': '',
      'good.txt': text,
      'latin1.txt': Buffer.from(text.replaceAll('Kim', 'Kím').replaceAll('Russia', 'Rússia'), 'latin1'),
      'large.txt': 'A sentence that goes on. '.repeat(840_000),
      'utf16.txt': Buffer.from(`\ufeff${text}`, 'utf16le'),
    });
    expect(states).toEqual({
      'binary.txt': 'binary',
      'empty.txt': 'empty',
      'good.txt': 'indexed',
      'latin1.txt': 'indexed',
      'large.txt': 'too-large',
      'utf16.txt': 'indexed',
    });
    expect(code).toBe(0);
    const { hits } = JSON.parse((await cli(['search', 'Rússia', '--json', '--limit', '10'], env)).stdout);
    expect(hits.length).toBe(3);
    const counts = JSON.parse((await cli(['status', '--json'], env)).stdout);
    expect(counts).toMatchObject({ accepted: 6, indexed: 3, rejected: 3, quarantined: 0, inFlight: 0, addsUp: true });
  });

  it('a line of JSON that is broken is named, and the lines around it are indexed', async () => {
    const text = await seed();
    const line = (n: number) => JSON.stringify({ text: text.replaceAll('weapons', `weapons ${n}`) });
    const { documents, faults, code, stderr } = await replay({
      'feed.jsonl': `${line(1)}\n{"text": broken\n${line(2)}\n`,
    });
    expect(documents.map(({ state }) => state)).toEqual(['indexed', 'indexed']);
    expect(faults).toEqual([
      { name: expect.stringMatching(/feed\.jsonl:2$/), error: expect.stringContaining('is not JSON') },
    ]);
    expect(stderr).toContain('feed.jsonl:2');
    expect(code).toBe(1);
  });

  it('a path that is not there is named, and the others are replayed', async () => {
    const { documents, faults, code } = await replay({ 'a.txt': await seed() }, ['no/such/file.txt']);
    expect(documents).toHaveLength(1);
    expect(faults).toEqual([{ name: 'no/such/file.txt', error: 'no such file or folder' }]);
    expect(code).toBe(1);
  });

  it('what is indexed is not replayed again, unless its text has changed', async () => {
    const { env, feed } = await replay({ 'a.txt': await seed() });
    const again = JSON.parse((await cli(['replay', feed, '--wait', '--json'], env)).stdout);
    expect(again.documents).toMatchObject([{ answer: 'known', run: 1, state: 'indexed' }]);
    await writeFile(join(feed, 'a.txt'), (await seed()).replaceAll('Sullivan', 'Harriman'));
    const changed = JSON.parse((await cli(['replay', feed, '--wait', '--json'], env)).stdout);
    expect(changed.documents).toMatchObject([{ answer: 'run-again', run: 2, state: 'indexed' }]);
    const { total } = JSON.parse((await cli(['search', 'Harriman', '--json'], env)).stdout);
    expect(total).toBe(1);
    expect(JSON.parse((await cli(['search', 'Sullivan', '--json'], env)).stdout).total).toBe(0);
  });
});

describe('addresses that cannot be fetched', () => {
  it('are refused one by one, and the good ones are accepted without a Redis, to be fetched later', async () => {
    const env = environment(join(await scratchDir(), 'data'));
    const input = [
      'https://example.org/a',
      'not a url',
      'file:///etc/passwd',
      'javascript:alert(1)',
      '# a remark',
      'https://example.org/a#top',
    ];
    const ran = await cli(['enqueue', '-', '--json'], env, input.join('\n'));
    const { documents, faults } = JSON.parse(ran.stdout);
    expect(documents).toMatchObject([{ answer: 'accepted' }, { answer: 'known' }]);
    expect(faults.map(({ input: one }: { input: string }) => one)).toEqual(input.slice(1, 4));
    expect(ran.stderr).toContain('line 2');
    expect(ran.stderr).toContain('safe in the ledger');
    expect(ran.code).toBe(1);
    expect(JSON.parse((await cli(['status', '--json'], env)).stdout)).toMatchObject({ accepted: 1, inFlight: 1 });
  });

  it('private and loopback addresses are accepted and then rejected with the reason', async () => {
    const env = environment(join(await scratchDir(), 'data'));
    const feed = join(await scratchDir(), 'feed.jsonl');
    await writeFile(
      feed,
      `${JSON.stringify({ url: 'http://127.0.0.1:1/' })}\n${JSON.stringify({ url: 'http://169.254.169.254/' })}\n`,
    );
    const { documents } = JSON.parse((await cli(['replay', feed, '--wait', '--json'], env)).stdout);
    expect(documents).toMatchObject([{ reason: { code: 'blocked-address' } }, { reason: { code: 'blocked-address' } }]);
  });
});

describe('surroundings that are not as they should be', () => {
  it.each<[string, string[], Record<string, string>, string[]]>([
    ['a Redis that is not there', ['work'], { REDIS_URL: 'redis://:secret@127.0.0.1:1' }, ['127.0.0.1:1']],
    ['a misspelt setting', ['status'], { COPYDESK_PROT: '1' }, ['COPYDESK_PROT', 'did you mean COPYDESK_PORT?']],
    [
      'settings out of bounds, all at once',
      ['status'],
      { COPYDESK_PORT: '99999', COPYDESK_FETCH_MAX_BYTES: 'x' },
      ['2 faults', 'COPYDESK_PORT', 'COPYDESK_FETCH_MAX_BYTES'],
    ],
    [
      'a configuration that is not there',
      ['status', '--config', 'none.yaml'],
      {},
      ['cannot read the configuration', 'none.yaml'],
    ],
    [
      'a data folder that cannot be made',
      ['status'],
      { COPYDESK_DATA_DIR: '/dev/null/copydesk' },
      ['/dev/null/copydesk', 'COPYDESK_DATA_DIR'],
    ],
    ['a command that is not one', ['serach'], {}, ["unknown command 'serach'", 'search']],
    ['an option that is not one', ['search', '--publsher', 'x'], {}, ["unknown option '--publsher'"]],
    ['an id that is not known', ['show', 'ffffffff'], {}, ['no document is known by "ffffffff"']],
    ['a file that is not there', ['explain', 'none.html'], {}, ['no file "none.html"', 'status --list']],
    ['a folder where a file is wanted', ['explain', '.'], {}, ['. is a folder', 'one of its files']],
    [
      'a server open to the world without a secret',
      ['serve'],
      { COPYDESK_HOST: '0.0.0.0' },
      ['COPYDESK_TOKEN', 'COPYDESK_PASSWORD'],
    ],
  ])('%s: told with the cause and the next step, exit code 2', async (_, args, more, words) => {
    const ran = await cli(args, environment(join(await scratchDir(), 'data'), more));
    for (const word of words) expect(ran.stderr).toContain(word);
    expect(ran.stderr).not.toContain('secret@');
    expect(ran.stderr).not.toMatch(/\n\s+at /);
    expect(ran.code).toBe(2);
  });

  it('a fault is an object for programs, and a word with a dash is one that must not occur', async () => {
    const env = environment(join(await scratchDir(), 'data'));
    const unknown = await cli(['show', 'ffffffff', '--json'], env);
    expect(JSON.parse(unknown.stdout)).toMatchObject({ error: { message: expect.stringContaining('ffffffff') } });
    const without = await cli(['search', 'bridge', '-harbour', '--json'], env);
    expect(JSON.parse(without.stdout)).toEqual({ total: 0, hits: [] });
    expect((await cli(['search', '--since', '2023-02-31'], env)).code).toBe(2);
  });

  it('an unknown key in a settings file is named with the one that was meant', async () => {
    const dir = await scratchDir();
    await writeFile(join(dir, 'my.yaml'), 'fetch:\n  maxBites: 5\n');
    const ran = await cli(['status', '--config', join(dir, 'my.yaml')], environment(join(dir, 'data')));
    expect(ran.stderr).toContain('my.yaml: unknown key "fetch.maxBites" (did you mean fetch.maxBytes?)');
    expect(ran.code).toBe(2);
  });

  it('a port that is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    const ran = await cli(['start'], environment(join(await scratchDir(), 'data'), { COPYDESK_PORT: String(port) }));
    blocker.close();
    expect(ran.stderr).toContain(String(port));
    expect(ran.stderr).toContain('COPYDESK_PORT');
    expect(ran.code).toBe(2);
  });

  it('a program that may not write to its data folder', async () => {
    const dir = join(await scratchDir(), 'data');
    await mkdir(dir);
    const env = environment(dir);
    await cli(['status'], env);
    // Root may write everywhere: the file itself is put out of reach by a folder of its name.
    await chmod(dir, 0o555);
    const blocked = process.getuid?.() === 0 ? environment(join(dir, 'copydesk.db')) : env;
    const ran = await cli(['enqueue', 'https://example.org/a'], blocked);
    await chmod(dir, 0o755);
    expect(ran.stderr).toMatch(/cannot (open|be written)/);
    expect(ran.code).not.toBe(0);
  });
});
