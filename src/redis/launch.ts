import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkFitness } from './external-server.ts';
import { probeOwn } from './probe.ts';
import type { ServerProgram } from './server-program.ts';
import type { ServerRecord } from './server-record.ts';

/** A server that this process started. */
export type Launched = {
  /** Resolves when the server has ended, for whatever reason, with the words for it. */
  ended: Promise<string>;
  /** Asks it to write out what it holds and end; resolves when it is gone. */
  stop(): Promise<void>;
};

/** A server that reads back a large log answers INFO but takes no commands; it may take its time as long as it lives. */
const pollMs = 25;

/**
 * Ties the server to us: it runs in a session of its own, so that the terminal's Ctrl-C does not reach it before we
 * have drained, and a watcher holds the other end of our pipe. When we are gone, even by SIGKILL, `read` ends and the
 * server is asked to stop; one that hangs is killed. POSIX sh, so that it runs wherever Redis does.
 */
const guardian = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(
  read -r _ <&3
  kill -TERM $server
  seconds=0
  while [ $seconds -lt 30 ] && sleep 1 && kill -0 $server; do seconds=$((seconds + 1)); done
  kill -KILL $server
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $server
code=$?
kill $watcher 2>/dev/null
exit $code
`;

/**
 * Starts a server over the files of a Redis folder and waits until it takes commands.
 * @throws Error with the server's last words when it ends before that.
 */
export async function launch(redisDir: string, record: ServerRecord, program: ServerProgram): Promise<Launched> {
  await program.clear();
  writeFileSync(join(redisDir, 'redis.conf'), configuration(record), { mode: 0o600 });
  const logPath = join(redisDir, 'redis.log');
  // The log of the run before stays readable: it may tell why that one ended.
  if (existsSync(logPath)) renameSync(logPath, `${logPath}.before`);
  const log = openSync(logPath, 'w');
  const child = spawn('/bin/sh', ['-c', guardian, 'copydesk-redis', ...program.command(record.port)], {
    cwd: redisDir,
    detached: true,
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  const pipe = child.stdin as Socket;
  pipe.on('error', () => {});
  // A process that forgets to stop its server may end all the same; the server ends with it.
  child.unref();
  pipe.unref();
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`cannot be run: ${error.message}`));
    child.once('exit', (code, signal) => {
      // Should the guardian have been killed and not the server: the end of the pipe makes the watcher stop it.
      pipe.destroy();
      resolve(`ended with ${signal ?? endOf(code ?? 0)}${lastWords(logPath)}`);
    });
  });
  const launched: Launched = {
    ended,
    async stop() {
      child.ref();
      pipe.destroy();
      await ended;
    },
  };
  await untilReady(record, launched);
  return launched;
}

async function untilReady(record: ServerRecord, launched: Launched): Promise<void> {
  const gone = launched.ended.then((cause) => ({ cause }));
  for (;;) {
    const answer = await Promise.race([probeOwn(record, 1_000), gone]);
    if ('ok' in answer && answer.ok && !answer.loading) {
      try {
        checkFitness(answer, `127.0.0.1:${record.port}`);
      } catch (error) {
        await launched.stop();
        throw error;
      }
      return;
    }
    const over = 'ok' in answer ? await Promise.race([sleep(pollMs, null), gone]) : answer;
    if (over !== null) throw new Error(`${over.cause}`);
  }
}

/** Nothing may be lost but the last second at a power cut, nothing evicted, nothing reached from outside. */
function configuration({ password }: ServerRecord): string {
  return `${[
    'bind 127.0.0.1',
    'protected-mode yes',
    `requirepass ${password}`,
    'dir ./',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'tcp-backlog 128',
    'daemonize no',
  ].join('\n')}\n`;
}

/** The shell tells the signal that ended a child as 128 and its number. */
function endOf(code: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128);
  return signal?.[0] ?? `exit code ${code}`;
}

/** The last line of the log that complains of something; Redis marks quite peaceful ones as warnings too. */
function lastWords(logPath: string): string {
  const complaint = readFileSync(logPath, 'utf8')
    .split('\n')
    .findLast(
      (line) =>
        /error|fatal|denied|bad |can't|cannot|fail|unable|invalid|corrupt/i.test(line) && !/overcommit/.test(line),
    );
  return complaint === undefined ? '' : ` (${complaint.replace(/^.*? [#*] /, '').trim()})`;
}
