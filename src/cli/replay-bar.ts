import { stat } from 'node:fs/promises';
import { Presets, SingleBar } from 'cli-progress';
import { isWarc } from '../sources/replay-warc.ts';

/** What a bar shows: documents ended of those taken so far, and how much of the archives was read, in bytes. */
export type Progress = { ended: number; taken: number; read: number };

/** A progress bar on stderr, where that is a terminal; it appears with the first thing to show. `size`: bytes of all archives. */
export function replayBar(size: number): { show(progress: Progress): void; stop(): void } {
  let bar: SingleBar | null = null;
  return {
    show({ ended, taken, read }) {
      if (!process.stderr.isTTY || taken === 0) return;
      const archives = size > 0 ? ` · ${megabytes(read)} of ${megabytes(size)} MB read` : '';
      if (bar === null) {
        bar = new SingleBar(
          {
            format: '{bar} {percentage} % · {value} of {total} documents{archives}',
            stream: process.stderr,
            hideCursor: true,
          },
          Presets.shades_classic,
        );
        bar.start(taken, ended, { archives });
      }
      bar.setTotal(taken);
      bar.update(ended, { archives });
    },
    stop() {
      bar?.stop();
      bar = null;
    },
  };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

/** How many bytes the archives among the paths have; those inside folders are not counted. */
export async function archiveBytes(paths: string[]): Promise<number> {
  const sizes = await Promise.all(
    paths.filter(isWarc).map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
