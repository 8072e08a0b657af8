import type { Request } from '../pipeline/documents.ts';
import type { StageName } from '../store/ledger.ts';
import { fetchStage } from './fetch.ts';
import { indexStage } from './index.ts';
import type { Isolation } from './isolation/isolation.ts';
import { type PackedStage, packed } from './packed-stage.ts';

type Needs = {
  ledger: Parameters<typeof fetchStage>[0] & Parameters<typeof indexStage>[1];
  web: Parameters<typeof fetchStage>[1];
  walks: Parameters<typeof fetchStage>[2];
  archive: Parameters<typeof fetchStage>[3];
  isolation: Isolation;
  vocabulary: Parameters<typeof indexStage>[2];
  articles: Parameters<typeof indexStage>[0];
};

/** A stage whose documents' types were checked when the line was put together. */
export type LineStage = PackedStage<unknown, unknown>;

/** The stages in order. */
export type Line = readonly LineStage[];

/** The order of the line, the one place where it stands. A stage that does not take what the one before it gives does not compile. */
export function buildLine({ ledger, web, walks, archive, isolation, vocabulary, articles }: Needs): Line {
  return begin(packed(fetchStage(ledger, web, walks, archive)))
    .to(isolation.stage('clean'))
    .to(isolation.stage('extract'))
    .to(packed(indexStage(articles, ledger, vocabulary))).stages;
}

/** The stage before and after a stage; null at the ends. */
export function neighbours(line: Line, name: StageName): { before: StageName | null; after: StageName | null } {
  const at = line.findIndex((stage) => stage.name === name);
  return { before: line[at - 1]?.name ?? null, after: line[at + 1]?.name ?? null };
}

type Chain<Out> = { stages: Line; to<Further>(stage: PackedStage<Out, Further>): Chain<Further> };

function begin<Out>(first: PackedStage<Request, Out>): Chain<Out> {
  return chain<Out>([first as LineStage]);
}

function chain<Out>(stages: Line): Chain<Out> {
  return { stages, to: (stage) => chain([...stages, stage as LineStage]) };
}
