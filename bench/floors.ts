import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../src/errors.ts';

export const floorsPath = join(import.meta.dirname, 'floors.json');

/**
 * One floor: `floor` is what a run must reach, `highest` the highest floor that there ever was. Where the floor stands
 * lower than that, `reason` says why it was lowered.
 */
const floorSchema = z
  .strictObject({ floor: z.number(), highest: z.number(), reason: z.string().trim().min(10).optional() })
  .refine(({ floor, highest }) => floor <= highest, 'highest must be at least the floor')
  .refine(
    ({ floor, highest, reason }) => floor === highest || reason !== undefined,
    'the floor was lowered: say why in "reason", in 10 characters or more',
  );

/** All floors. Higher is better for each. `corpus` is the digest of what the quality was measured on. */
export const floorsSchema = z.strictObject({
  quality: z.strictObject({ corpus: z.string(), floors: z.record(z.string(), floorSchema) }),
  speed: z.strictObject({ floors: z.record(z.string(), floorSchema) }),
});
export type Floors = Record<string, z.infer<typeof floorSchema>>;
export type FloorsFile = z.infer<typeof floorsSchema>;

/** What a run measured, by the floor's name. */
export type Measures = Record<string, number>;

/** A measure that fell below its floor; `value` is null when the run did not give it. */
export type Breach = { name: string; floor: number; value: number | null };

/** @throws UsageError for a file that is not as it must be, a floor lowered without a reason among that. */
export function readFloors(path: string = floorsPath): FloorsFile {
  const parsed = floorsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: at, message }) => `${at.join(' > ')}: ${message}`);
  throw new UsageError(`${path}: ${faults.join('; ')}`);
}

/** Every floor that the measures do not reach. */
export function breaches(floors: Floors, measures: Measures): Breach[] {
  return Object.entries(floors).flatMap(([name, { floor }]): Breach[] => {
    const value = measures[name];
    if (value === undefined) return [{ name, floor, value: null }];
    return value < floor ? [{ name, floor, value }] : [];
  });
}

/** The floors lifted to the measures, cut to `digits` decimals, and those of new measures; none is ever lowered. */
export function raised(floors: Floors, measures: Measures, digits: number): Floors {
  const lifted = Object.entries(measures).map(([name, value]): [string, Floors[string]] => {
    const old = floors[name];
    const floor = Math.floor(value * 10 ** digits) / 10 ** digits;
    if (old === undefined) return [name, { floor, highest: floor }];
    if (floor <= old.floor) return [name, old];
    return [name, floor >= old.highest ? { floor, highest: floor } : { ...old, floor }];
  });
  return { ...floors, ...Object.fromEntries(lifted) };
}

export function writeFloors(file: FloorsFile, path: string = floorsPath): void {
  writeFileSync(path, `${JSON.stringify(floorsSchema.parse(file), null, 2)}\n`);
}
