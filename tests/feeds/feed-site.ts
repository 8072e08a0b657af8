import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A site on loopback whose answers a test sets path by path; what was asked of it is kept. */
export type FeedSite = {
  url: string;
  asked: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[];
  set(path: string, answer: string | ((request: IncomingMessage, response: ServerResponse) => void)): void;
};

/** Starts the site; it is gone when the test has finished. A path that was not set is not found. */
export async function feedSite(): Promise<FeedSite> {
  const answers = new Map<string, Parameters<FeedSite['set']>[1]>();
  const asked: FeedSite['asked'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    asked.push({ method: request.method ?? '', path, headers: request.headers, body });
    const answer = answers.get(path);
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'string') response.end(answer);
    else answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, set: (path, answer) => void answers.set(path, answer) };
}

/** An RSS feed that names these stories of a site. */
export function rssOf(url: string, stories: (number | string)[], channel = ''): string {
  const items = stories.map(
    (n) => `<item><title>Story ${n}</title><link>${url}/story/${n}</link><guid isPermaLink="false">${n}</guid></item>`,
  );
  return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Post</title><link>${url}/</link>${channel}${items.join('')}</channel></rss>`;
}
