import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LaterError, PoisonError } from '../../errors.ts';
import type { FromChild } from './child.ts';
import { crashed, type Lost, tooMuchMemory, tooSlow } from './lost.ts';
import type { ThreadSettings } from './threads.ts';
import type { Answer, Task } from './work.ts';

/** Runs documents one at a time in a child process, which is the last to judge them. */
export type Alone = {
  /** @throws PoisonError when the document ends the process or passes a limit; LaterError when it was closed meanwhile. */
  run(task: Task): Promise<Answer>;
  close(): void;
};

type Judgement = Exclude<FromChild, 'ready'>;
type Child = { process: ChildProcess; said: string };

const file = fileURLToPath(new URL('./child.ts', import.meta.url));
/** A child that has had nothing to do for so long ends; what stalled together is judged one by one in the same child. */
const idleMs = 5_000;
/** What the child needs beyond the limit, which it minds itself, to say so. When it does not, it is killed. */
const sayingMs = 15_000;
const mostStarts = 3;

export function openAlone(settings: ThreadSettings): Alone {
  let child: Child | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function start(): Promise<Child> {
    const { data, file: work, timeLimitSeconds, memoryLimitMb } = settings;
    const own = JSON.stringify({ file: work, data, timeLimitSeconds, memoryLimitMb });
    for (let at = 1; at <= mostStarts; at++) {
      if (closed) throw stops();
      // In a process group of its own, which a terminal's Ctrl-C does not reach.
      const started = fork(file, [own], {
        execArgv: [],
        serialization: 'advanced',
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      const made: Child = { process: started, said: '' };
      started.stderr?.setEncoding('utf8').on('data', (text: string) => {
        made.said = (made.said + text).slice(-2_000);
      });
      started.on('exit', () => {
        if (child === made) child = null;
      });
      child = made;
      if ((await first(started, ['message', 'close']))[0] === 'ready') return made;
    }
    throw new Error('no process could be started to run a document alone');
  }

  async function judge(task: Task): Promise<Answer> {
    clearTimeout(idle);
    const judging = child ?? (await start());
    judging.process.send(task);
    const ms = settings.timeLimitSeconds * 1000 + sayingMs;
    const [told, signal] = await first(judging.process, ['message', 'close'], ms);
    if (closed) throw stops();
    const given = typeof told === 'object' && told !== null ? (told as Judgement) : null;
    if (given !== null && 'answer' in given) {
      idle = setTimeout(end, idleMs);
      return given.answer;
    }
    end();
    throw new PoisonError(
      given?.lost ?? (told === undefined ? tooSlow(task.stage, settings) : endedBy(task, judging, told, signal)),
    );
  }

  function endedBy(task: Task, { said }: Child, code: unknown, signal: unknown): Lost {
    if (/out of memory/i.test(said)) return tooMuchMemory(task.stage, settings);
    const how = typeof signal === 'string' ? `by ${signal}` : `with exit code ${code}`;
    return crashed(task.stage, `it ended the process that ran it alone ${how}`);
  }

  function end(): void {
    clearTimeout(idle);
    child?.process.kill('SIGKILL');
    child = null;
  }

  return {
    run(task) {
      const answer = last.then(() => {
        if (closed) throw stops();
        return judge(task);
      });
      last = answer.catch(() => {});
      return answer;
    },
    close() {
      closed = true;
      end();
    },
  };
}

/** The arguments of whichever event comes first; none after `ms`. */
function first(child: ChildProcess, events: readonly ('message' | 'close')[], ms?: number): Promise<unknown[]> {
  return new Promise((resolve) => {
    const timer = ms === undefined ? undefined : setTimeout(done, ms);
    function done(...told: unknown[]): void {
      clearTimeout(timer);
      for (const event of events) child.off(event, done);
      resolve(told);
    }
    for (const event of events) child.on(event, done);
  });
}

const stops = (): LaterError => new LaterError('this worker stops', 0);
