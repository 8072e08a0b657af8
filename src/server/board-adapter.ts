import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';

type Given = ConstructorParameters<typeof BullMQAdapter>;
type Job = NonNullable<Awaited<ReturnType<BullMQAdapter['getJob']>>>;

/** Starts a new run of a failed job's document; true when the failed job has nothing more to tell. */
export type RetryJob = (data: unknown) => Promise<boolean>;

/**
 * Bull Board's way to a queue, but for one thing: to retry a failed job starts a new run through the ledger. BullMQ's own retry
 * would send a run again that has ended there, and nothing would come of it.
 */
export class LedgerAdapter extends BullMQAdapter {
  readonly #retry: RetryJob;

  constructor(queue: Given[0], options: Given[1], retry: RetryJob) {
    super(queue, options);
    this.#retry = retry;
  }

  override async getJob(id: string): Promise<Job | undefined> {
    const job = await super.getJob(id);
    return job && this.#retriedByLedger(job);
  }

  override async getJobs(...range: Parameters<BullMQAdapter['getJobs']>): Promise<Job[]> {
    return (await super.getJobs(...range)).map((job) => this.#retriedByLedger(job));
  }

  #retriedByLedger(job: Job): Job {
    job.retry = async (state = 'failed') => {
      // The board goes through the failed jobs until none is left: the job of a run that is over must go.
      if (state === 'failed' && (await this.#retry(job.data))) await job.remove();
    };
    return job;
  }
}
