import { expect, it } from 'vitest';
import { adviceOf } from '../../src/quarantine/advice.ts';
import type { StageName } from '../../src/store/ledger.ts';

it.each<[StageName, string, RegExp]>([
  ['fetch', 'timeout', /^when the host is well: copydesk quarantine retry --like 0f$/],
  ['fetch', 'TypeError', /^see where it failed: copydesk quarantine show 0f$/],
  ['extract', 'TypeError', /reproduce it: copydesk explain 0f$/],
  ['clean', 'too-slow', /do not run it unguarded: copydesk quarantine show 0f --body page\.html$/],
  ['clean', 'too-much-memory', /do not run it unguarded/],
  ['extract', 'crashed', /do not run it unguarded/],
])('of what failed in %s as %s says the next step', (stage, code, says) => {
  expect(adviceOf({ id: '0f', stage, code })).toMatch(says);
});
