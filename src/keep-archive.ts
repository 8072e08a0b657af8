import { archiveFolder } from './archive/archive.ts';
import { trimArchive } from './archive/retention.ts';
import type { Desk } from './desk.ts';

const hour = 3_600_000;

/** Keeps the archive within what the settings allow: now, and every hour. What went is logged. */
export function keepArchive({ config, store, log }: Pick<Desk, 'config' | 'store' | 'log'>): { stop(): Promise<void> } {
  async function trim(): Promise<void> {
    try {
      const gone = await trimArchive(archiveFolder(config.dataDir), config, store.archived, Date.now());
      if (gone === null) return;
      log.warn(gone, 'old archive files were removed: their documents can no longer be re-extracted; articles stay');
    } catch (error) {
      log.error({ err: error }, 'old archive files could not be removed');
    }
  }
  let trimming = trim();
  const timer = setInterval(() => {
    trimming = trim();
  }, hour);
  return {
    async stop() {
      clearInterval(timer);
      await trimming;
    },
  };
}
