import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { fileTrouble, UsageError } from '../errors.ts';
import { newFeed } from '../feeds/feed-list.ts';
import { readOpml, writeOpml } from '../feeds/opml.ts';
import { readWebAddress } from '../sources/web-address.ts';
import type { NewFeed } from '../store/feed-store.ts';
import { contextOf, withDesk } from './context.ts';
import { inputName, inputText } from './input-text.ts';
import { count, shown } from './output.ts';

/** `copydesk feeds import`: taken as they are listed; the first poll tells whether each is a feed. */
export async function importFeeds(file: string, options: { fromNow?: boolean }, command: Command): Promise<void> {
  const context = contextOf(command);
  const { output } = context;
  const now = Date.now();
  const feeds: NewFeed[] = [];
  const faults: { address: string; error: string }[] = [];
  const listed = readOpml(await inputText(file), inputName(file));
  if (listed.isCut)
    output.fault(
      `${inputName(file)} breaks off: feeds that stand behind ${listed.feeds.at(-1)?.address ?? 'its head'} are not in it`,
    );
  for (const { address, title, category } of listed.feeds) {
    const read = readWebAddress(address.replace(/^feed:(?:\/\/)?(?=https?:)/i, ''), 'feeds');
    if ('error' in read) {
      faults.push({ address, error: read.error });
      output.fault(shown(read.error));
    } else
      feeds.push({ ...newFeed(read.submission.address, now), title, category, baseline: options.fromNow ?? false });
  }
  await withDesk(context, async ({ store }) => {
    const answers = await store.feeds.add(feeds);
    const added = answers.filter(({ answer }) => answer === 'added');
    output.answer(
      {
        feeds: answers.map(({ row, answer }) => ({
          id: row.id,
          address: row.address,
          title: row.title,
          category: row.category,
          answer,
        })),
        faults,
      },
      () =>
        `${count(added.length, 'feed')} followed, ${answers.length - added.length} already followed, ${faults.length} refused`,
    );
  });
}

/** `copydesk feeds export`. */
export async function exportFeeds(file: string | undefined, _options: object, command: Command): Promise<void> {
  const context = contextOf(command);
  await withDesk(context, async ({ store }) => {
    const rows = (await store.feeds.list()).filter(({ parent }) => parent === null);
    if (rows.length === 0) throw new UsageError('no feed is followed yet', 'copydesk feeds add ADDRESS');
    const opml = writeOpml(rows, new Date());
    if (file === undefined) {
      context.output.answer({ opml }, () => opml.trimEnd());
      return;
    }
    await writeFile(file, opml).catch((error: unknown) => {
      throw new UsageError(`cannot write ${file}: ${fileTrouble(error)}`);
    });
    context.output.answer({ file, feeds: rows.length }, () => `${count(rows.length, 'feed')} written to ${file}`);
  });
}
