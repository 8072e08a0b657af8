import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, environment, scratchDir } from './cli.ts';

/** What a person may say wrongly, with files that are not what they should be; DIR is a folder of the test's own. */
const rows: [said: string, args: string[], code: number, told: RegExp][] = [
  ['an unknown option', ['fetch', '--bogus', 'x'], 2, /unknown option '--bogus'\n\(copydesk fetch --help shows how\)/],
  ['an unknown command of feeds', ['feeds', 'bogus'], 2, /unknown command 'bogus'\n\(copydesk feeds --help/],
  ['no address', ['fetch', 'nonsense'], 2, /"nonsense" is not a web address, as https:/],
  ['no date', ['fetch', 'https://a.example/', '--last-modified', 'yesterday'], 2, /It must be a date, as 2026-01-31/],
  ['a file that is not there', ['enqueue', '--file', 'DIR/none'], 2, /cannot read .*none: no such file/],
  ['a folder', ['enqueue', '--file', 'DIR'], 2, /cannot read .*: it is a folder/],
  ['a binary file', ['enqueue', '--file', 'DIR/binary'], 2, /binary is no text: it holds null bytes/],
  ['an empty file', ['enqueue', '--file', 'DIR/empty'], 2, /empty holds no address\n.*one address a line/],
  ['an empty standard input', ['enqueue', '-'], 2, /standard input holds no address/],
  ['a folder of feeds', ['feeds', 'import', 'DIR'], 2, /cannot read .*: it is a folder/],
  ['an empty list of feeds', ['feeds', 'import', 'DIR/empty'], 2, /empty holds nothing\n.*OPML/],
  [
    'a page as list of feeds',
    ['feeds', 'import', 'DIR/page.html'],
    2,
    /page\.html is no OPML list of feeds: it is <html>/,
  ],
  ['a binary list of feeds', ['feeds', 'import', 'DIR/binary'], 2, /binary is no text/],
  [
    'feeds to export that are not there',
    ['feeds', 'export', 'DIR/out'],
    2,
    /no feed is followed yet\n.*copydesk feeds add/,
  ],
  [
    'a blocked feed',
    ['feeds', 'test', 'http://127.0.0.1/'],
    1,
    /cannot be followed: .*loopback[\s\S]*give the address of a feed/,
  ],
  ['an address to replay', ['replay', 'https://a.example/1'], 1, /is a web address: use copydesk enqueue/],
  [
    'a configuration that is a folder',
    ['status', '--config', 'DIR'],
    2,
    /cannot read the configuration .*: it is a folder/,
  ],
  [
    'days the wrong way round',
    ['search', '--since', '2026-12-01', '--until', '2026-11-01'],
    2,
    /--since 2026-12-01 is after --until/,
  ],
  ['nothing to retry', ['retry'], 2, /no document was named\n.*copydesk retry ID/],
  ['a name beside --quarantined', ['retry', 'abcd', '--quarantined'], 2, /--quarantined takes all, and no names/],
  ['a list beside --check', ['status', '--check', '--list', 'indexed'], 2, /--check looks at all documents/],
  [
    'a name beside --list',
    ['status', 'abcd', '--list', 'indexed'],
    2,
    /--list lists documents by their state, and takes no/,
  ],
  ['a site that is not known', ['reextract', '--site', 'none.example'], 2, /no document of none\.example has ended/],
  [
    'a day to come',
    ['reextract', '--since', '2999-01-01'],
    0,
    /no document that has ended was fetched on 2999-01-01 or later/,
  ],
  ['no site', ['reextract', '--site', 'a b'], 2, /It must be a host, as example\.org/],
];

describe('wrong use names the thing, the cause and the next step', () => {
  it.each(rows)('%s', async (_, args, code, told) => {
    const dir = await scratchDir();
    const inner = join(dir, 'files');
    await mkdir(inner);
    await writeFile(join(inner, 'empty'), '');
    await writeFile(join(inner, 'binary'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
    await writeFile(join(inner, 'page.html'), '<html><p>No list</html>');
    const ran = await cli(
      args.map((arg) => arg.replace('DIR', inner)),
      environment(join(dir, 'data')),
    );
    expect(ran.stderr + ran.stdout).toMatch(told);
    expect(ran.stderr).not.toMatch(/^\s+at |fault of copydesk itself/m);
    expect(ran.code).toBe(code);
  });
});

it('help names each option once', async () => {
  const { stdout } = await cli(['feeds', 'add', '--help'], environment(join(await scratchDir(), 'data')));
  expect(stdout.match(/--config/g)).toHaveLength(1);
});
