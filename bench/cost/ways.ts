import { z } from 'zod';

/** The parts of the line whose cost is measured: true where they are as shipped. */
export type Parts = { ledger: boolean; threads: boolean; reconciler: boolean };

/**
 * The ways in which the line is run. Without its ledger it has one in memory, without threads it cleans and extracts in the
 * thread of everything else, without a reconciler nothing sweeps. All else is the same: articles are written to the same store, on
 * disk; the watchdog, the feeds and the brake are at work; Redis keeps its log.
 */
export const ways = {
  'as shipped': { ledger: true, threads: true, reconciler: true },
  'without all three': { ledger: false, threads: false, reconciler: false },
  'ledger in memory': { ledger: false, threads: true, reconciler: true },
  'no threads': { ledger: true, threads: false, reconciler: true },
  'no reconciler': { ledger: true, threads: true, reconciler: false },
} satisfies Record<string, Parts>;
export type Way = keyof typeof ways;
export const wayNames = Object.keys(ways) as Way[];

/** What one process measured: CPU seconds are those of all its threads, and of Redis apart. */
export const measuredSchema = z.object({
  seconds: z.number(),
  cpuSeconds: z.number(),
  redisCpuSeconds: z.number(),
  peakMegabytes: z.number(),
  ended: z.object({ indexed: z.int(), rejected: z.int(), quarantined: z.int() }),
});
export type Measured = z.infer<typeof measuredSchema>;
