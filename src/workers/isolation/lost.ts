/** How a document ended what worked on it. */
export type Lost = { code: 'too-slow' | 'too-much-memory' | 'crashed'; detail: string };

/** The thread or process that worked on a document was lost over it. */
export class LostError extends Error {
  override name = 'LostError';
  readonly lost: Lost;
  constructor(lost: Lost) {
    super(`${lost.code}: ${lost.detail}`);
    this.lost = lost;
  }
}

/** What may be spent on one document in one stage. */
export type Limits = { timeLimitSeconds: number; memoryLimitMb: number };

/** The reason of a document that took longer than it may. */
export const tooSlow = (stage: string, { timeLimitSeconds }: Limits): Lost => ({
  code: 'too-slow',
  detail: `the ${stage} stage took longer than ${timeLimitSeconds} s (isolation.timeLimitSeconds)`,
});

/** The reason of a document that took more memory than it may. */
export const tooMuchMemory = (stage: string, { memoryLimitMb }: Limits): Lost => ({
  code: 'too-much-memory',
  detail: `the ${stage} stage took more than ${memoryLimitMb} MB (isolation.memoryLimitMb)`,
});

/** The reason of a document that ended what worked on it. */
export const crashed = (stage: string, how: string): Lost => ({
  code: 'crashed',
  detail: `the ${stage} stage: ${how}`,
});
