import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { documentKey } from '../../src/addresses/document-key.ts';
import { useTrackingParameters } from '../../src/addresses/tracking-parameters.ts';
import { UsageError } from '../../src/errors.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';

const key = (address: string): string => documentKey(new URL(address));

async function file(text: string): Promise<string> {
  const path = join(await scratchDir(), 'own.yaml');
  await writeFile(path, text);
  onTestFinished(() => useTrackingParameters(null));
  return path;
}

it('a file of the user adds to the list and takes nothing from it', async () => {
  useTrackingParameters(await file('always: { ours: [Desk_*] }\nwith: { ref: [desk], m: ["7"] }\n'));
  const plain = 'https://example.org/a';
  for (const query of ['desk_line=1', 'ref=desk', 'ref=rss', 'm=7', 'm=1', 'utm_source=x']) {
    expect(key(`${plain}?${query}`)).toBe(plain);
  }
  expect(key(`${plain}?ref=other`)).not.toBe(plain);
});

it.each([
  ['a key that is none', 'allways: { ours: [a] }', 'allways'],
  ['a list that is none', 'always: [a, b]', 'always'],
  ['no YAML', 'always: {', 'is not valid YAML'],
])('a file with %s is refused with its fault', async (_, text, fault) => {
  const path = await file(text);
  expect(() => useTrackingParameters(path)).toThrow(UsageError);
  expect(() => useTrackingParameters(path)).toThrow(fault);
});

it('the setting reaches every command: two addresses that differ in it are one document', async () => {
  const path = await file('always: { ours: [desk] }\n');
  const env = environment(join(await scratchDir(), 'data'), { COPYDESK_TRACKING_PARAMETERS_FILE: path });
  await cli(['enqueue', 'https://example.org/a?desk=1'], env);
  const { stdout } = await cli(['enqueue', '--json', 'https://example.org/a?desk=2'], env);
  expect(JSON.parse(stdout)).toMatchObject({ documents: [{ answer: 'known' }] });
});
