import type { RuleBook } from '../pipeline/clean/rule-book.ts';
import { cleanStage } from './clean.ts';
import { extractStage } from './extract.ts';
import { packed } from './packed-stage.ts';
import { atOnce } from './packing.ts';

/** The stages that only compute, by name: they can be run in a thread or a process of their own. */
export function cpuStages(book: RuleBook, cleaning: Parameters<typeof cleanStage>[1]) {
  return { clean: packed(cleanStage(book, cleaning), atOnce), extract: packed(extractStage(book), atOnce) };
}

export type CpuStages = ReturnType<typeof cpuStages>;
export type CpuStageName = keyof CpuStages;
