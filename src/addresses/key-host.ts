import { parse } from 'tldts';

/** Names before a domain that show its pages to other readers or browsers, and not other pages. */
const twins = new Set(['www', 'm', 'mobile', 'touch', 'wap', 'amp']);

/** The host without what its twins differ in. Of a domain's own name nothing is taken: amp.blogspot.com is a blog. */
export function keyHost(hostname: string): string {
  const host = hostname.replace(/\.$/, '');
  const { subdomain, domain } = parse(host, { allowPrivateDomains: true });
  if (!subdomain || !domain) return host;
  return [...subdomain.split('.').filter((label) => !twins.has(label)), domain].join('.');
}

/** Whether two hosts belong to one registrable domain; of hosts that have none, whether they are the same. */
export function sameDomain(left: string, right: string): boolean {
  const of = (host: string): string => parse(host, { allowPrivateDomains: true }).domain ?? host;
  return of(left) === of(right);
}
