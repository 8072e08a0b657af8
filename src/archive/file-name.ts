import { hostname } from 'node:os';

const host = hostname().replace(/[^A-Za-z0-9.]+/g, '.') || 'localhost';

/** The name of the `serial`-th file of this process: copydesk-<UTC time>-<host>-<pid>-<serial>.warc.gz. */
export function fileName(at: Date, serial: number): string {
  const time = at.toISOString().replace(/\D/g, '');
  return `copydesk-${time}-${host}-${process.pid}-${String(serial).padStart(5, '0')}.warc.gz`;
}

/** Who writes a file, by its name; null for a name that is not ours. */
export function writerOf(name: string): { here: boolean; pid: number } | null {
  const parts = /^copydesk-\d{17}-(.+)-(\d+)-\d+\.warc\.gz/.exec(name);
  return parts ? { here: parts[1] === host, pid: Number(parts[2]) } : null;
}
