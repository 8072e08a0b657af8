import { onTestFinished } from 'vitest';
import { openProxy, type TcpProxy } from '../faults/proxy/proxy.ts';
import { freshRedis } from './redis.ts';

/** A Redis of a test's own that can be taken away; `url` leads through the proxy. Both end with the test. */
export async function redisBehindProxy(): Promise<{ url: string; proxy: TcpProxy }> {
  const redis = await freshRedis();
  onTestFinished(redis.stop);
  const proxy = await openProxy(() => Number(new URL(redis.url).port));
  onTestFinished(() => proxy.close());
  const url = new URL(redis.url);
  url.port = String(proxy.port);
  return { url: url.href, proxy };
}
