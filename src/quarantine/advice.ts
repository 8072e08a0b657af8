import { type FailureCode, failureEntry, nextStep } from '../fetch/failures.ts';
import type { StageName } from '../store/ledger.ts';

/** The ends that isolation gives: what they came from may end the next one to read it too. */
const poison = new Set(['too-slow', 'too-much-memory', 'crashed']);

/** The next step for a case, or for the group that it is the example of, in one line. */
export function adviceOf({ id, stage, code }: { id: string; stage: StageName; code: string }): string {
  const known = stage === 'fetch' ? nextStep(code) : null;
  if (known !== null) {
    const waits = failureEntry(code as FailureCode).page === 'later';
    return waits ? `when the host is well: copydesk quarantine retry --like ${id}` : known;
  }
  const show = `copydesk quarantine show ${id}`;
  if (poison.has(code)) return `look at its page, and do not run it unguarded: ${show} --body page.html`;
  return stage === 'fetch'
    ? `see where it failed: ${show}`
    : `see where it failed: ${show}; reproduce it: copydesk explain ${id}`;
}
