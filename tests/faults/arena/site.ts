import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { storyPage } from './documents.ts';
import { variedSeeds } from './varied-seeds.ts';

/**
 * A web site on loopback: /story-N is an article, /gone-N answers 410, /huge-N is 100 MB of text.
 */
export type Site = { base: string; close(): Promise<void> };

/** Opens the site on a port of its own. */
export async function openSite(): Promise<Site> {
  const server = createServer((request, response) => {
    const [, kind, n] = /^\/(story|gone|huge)-(\d+)$/.exec(request.url ?? '') ?? [];
    if (kind === 'gone') response.writeHead(410).end();
    else if (kind === undefined) response.writeHead(404).end();
    else if (kind === 'huge') Readable.from(hugeText()).pipe(response.writeHead(200, { 'content-type': 'text/plain' }));
    else {
      // Far from the numbers of the feed, so that no page tells what a line of the feed tells.
      const [seed] = variedSeeds(1_000_000 + Number(n), 1);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(storyPage(seed?.text ?? ''));
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** 100 MB, a megabyte at a time. */
function* hugeText(): Generator<Buffer> {
  const megabyte = Buffer.alloc(1 << 20, 'The council met on Tuesday to discuss the bridge across the river. ');
  for (let n = 0; n < 100; n++) yield megabyte;
}
