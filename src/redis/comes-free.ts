import { setTimeout as sleep } from 'node:timers/promises';
import { isFree } from './free-port.ts';
import { askToEnd } from './probe.ts';
import type { ServerRecord } from './server-record.ts';

/** How long the server of an owner that has just gone may take to write out what it holds; a hung one is killed by then. */
const predecessorMs = 35_000;

/** Whether the port of a record is free, after its server, left by an owner that has gone, was asked to end. */
export async function comesFree(record: ServerRecord): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < predecessorMs; waitedMs += 50) {
    if (await isFree(record.port)) return true;
    if (waitedMs % 1_000 === 0 && !(await askToEnd(record, 1_000))) return false;
    await sleep(50);
  }
  return false;
}
