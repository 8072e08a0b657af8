import { describe, expect, it } from 'vitest';
import { failureEntry, failures, nextStep } from '../../src/fetch/failures.ts';
import { FetchFault, failureOf } from '../../src/fetch/fetch-fault.ts';

describe('every failure', () => {
  it.each(Object.entries(failures))('%s says what it means and what to do', (code, { says, next, page, feed }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    for (const sentence of [says, next]) expect(sentence).toMatch(/^[a-z]\S*( \S+)+$/);
    // What passes for a page passes for a feed.
    if (page === 'later') expect(feed).toBe('later');
  });

  it.each([
    ['http-404', 'permanent', 'soft'],
    ['http-410', 'permanent', 'permanent'],
    ['http-418', 'permanent', 'soft'],
    ['http-500', 'later', 'later'],
    ['http-530', 'later', 'later'],
    ['http-999', 'permanent', 'soft'],
    ['no-such-host', 'permanent', 'soft'],
    ['dns-trouble', 'later', 'later'],
    ['blocked-address', 'permanent', 'permanent'],
  ] as const)('%s is %s for a page and %s for a feed', (code, page, feed) => {
    expect(failureEntry(code)).toMatchObject({ page, feed });
  });

  it.each([
    ['http-404', 'nothing to do; if the page has moved, enqueue its new address'],
    ['http-418', 'open the address in a browser; if it is well there, copydesk retry it'],
    ['not-an-article', null],
    ['toString', null],
  ])('%s has a next step of its own: %s', (code, next) => {
    expect(nextStep(code)).toBe(next);
  });

  it('keeps its detail short, whatever a host sends', () => {
    const { detail } = failureOf(new FetchFault('redirect-loop', 'x'.repeat(50_000)), 'page');
    expect(detail.length).toBeLessThanOrEqual(1_000);
  });
});
