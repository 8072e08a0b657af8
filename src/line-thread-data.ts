import { z } from 'zod';

/** What a thread of the line is started with: plain data, as it crosses into the thread. */
export const lineThreadData = z.object({
  configDir: z.string(),
  sitesDir: z.string().nullable(),
  cleaning: z.object({ maxRemovedShare: z.number() }),
});
