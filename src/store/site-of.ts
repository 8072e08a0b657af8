/** The site of an address: its host without `www.`; null for files and pasted text, which have none. */
export function siteOf(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  return new URL(address).hostname.replace(/^www\.(?=.*\.)/, '').replace(/\.$/, '');
}
