/** The caches that keep copies of AMP pages under their own names, with the page's address in the path. */
const caches: { host: RegExp; path: RegExp }[] = [
  { host: /^(?:www\.)?google(?:\.[a-z]{2,3}){1,2}$/, path: /^\/amp\/(s\/)?(.+)$/ },
  { host: /^(?:www\.)?bing\.com$/, path: /^\/amp\/(s\/)?(.+)$/ },
  { host: /(?:^|\.)cdn\.ampproject\.org$/, path: /^\/(?:c|v|wp)\/(s\/)?(.+)$/ },
  { host: /^amp\.cloudflare\.com$/, path: /^\/(?:c|v)\/(s\/)?(.+)$/ },
];

/** The address of the page that an AMP cache's address is a copy of; null for any other address. */
export function innerAddress({ hostname, pathname, search }: URL): URL | null {
  const cache = caches.find(({ host, path }) => host.test(hostname) && path.test(pathname));
  const [, secure, rest] = cache?.path.exec(pathname) ?? [];
  if (rest === undefined || !/^[^/]+\.[^/]+/.test(rest)) return null;
  const address = `${secure ? 'https' : 'http'}://${rest}${search}`;
  return URL.canParse(address) ? new URL(address) : null;
}
