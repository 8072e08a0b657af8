import { z } from 'zod';

/**
 * What one process measured of one engine: the CPU time of its one thread for each page that counts, and for all pages
 * before together; on how many of the first it threw; and the most memory that the process held (resident, with Node itself).
 */
export const measuredSchema = z.object({
  pages: z.array(z.object({ id: z.string(), ms: z.number(), kilobytes: z.number() })),
  warmUp: z.object({ pages: z.int(), ms: z.number() }),
  failed: z.int(),
  peakMegabytes: z.number(),
});
export type Measured = z.infer<typeof measuredSchema>;

/** What one process measured over all pages of a thread's life together. */
export const lifeSchema = z.object({ pages: z.int(), ms: z.number() });
export type Life = z.infer<typeof lifeSchema>;
