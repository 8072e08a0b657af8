import type { Command } from 'commander';
import { addFeeds, pollFeeds, testFeed } from './feeds-actions.ts';
import { listFeeds, removeFeeds } from './feeds-list.ts';
import { exportFeeds, importFeeds } from './feeds-opml.ts';

/** `copydesk feeds …`: the feeds and sitemaps that are followed. */
export function feedsCommand(program: Command): void {
  const feeds = program
    .command('feeds')
    .description('follow feeds and sitemaps: their items are requested as they appear')
    .addHelpText(
      'after',
      `
Feeds are RSS, Atom, RDF, JSON Feed, news sitemaps, sitemaps and sitemap indexes. Each is polled every 10 minutes to 24
hours, by how often it has news, while copydesk start or copydesk work runs. An item is requested once, ever.

Examples:
  copydesk feeds test https://example.org/            what would come, without saving anything
  copydesk feeds add https://example.org/             the feed that this page names
  copydesk feeds add https://example.org/rss --category World/Europe
  copydesk feeds list                                 with health: failing, silent, when news came last
  copydesk feeds import subscriptions.opml`,
    );
  feeds
    .command('add')
    .description('follow the feed at an address, or the one that a page names')
    .argument('<address...>', 'feeds, sitemaps, or pages of sites')
    .option('--category <path>', 'a folder to keep it in; nested ones are parted by /')
    .option('--all', 'of a page that names several feeds, follow all')
    .option('--from-now', 'do not request what the feed names today')
    .action(addFeeds);
  feeds
    .command('list')
    .description('the feeds that are followed, and how each fares')
    .option('--sitemaps', 'show the sitemaps under each sitemap index too')
    .option('--ailing', 'only those that fail, are gone or are silent for longer than their habit')
    .action(listFeeds);
  feeds
    .command('remove')
    .description('follow a feed no more; its articles stay')
    .argument('<id-or-address...>', 'ids, beginnings of ids, or addresses')
    .action(removeFeeds);
  feeds
    .command('import')
    .description('follow the feeds of an OPML file, as feed readers export them')
    .argument('<file>', 'an OPML file, or - for standard input')
    .option('--from-now', 'do not request what the feeds name today')
    .action(importFeeds);
  feeds
    .command('export')
    .description('write the feeds as OPML')
    .argument('[file]', 'where to; standard output when left out')
    .action(exportFeeds);
  feeds
    .command('test')
    .description('fetch a feed and show how each of its items would be treated; nothing is saved')
    .argument('<address>', 'a feed, a sitemap, or a page of a site')
    .action(testFeed);
  feeds
    .command('poll')
    .description('poll feeds now, whatever their time')
    .argument('[id-or-address...]', 'ids, beginnings of ids, or addresses; all when left out')
    .action(pollFeeds);
}
