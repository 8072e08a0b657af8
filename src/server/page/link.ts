import { type Html, html } from './html.ts';

/**
 * An address as people see it: a link when it is a web address, plain text when not, so that no `javascript:` or
 * `file:` address that somebody enqueued can be clicked.
 */
export function addressLink(address: string): Html {
  const web = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!web) return html`<span class="address">${address}</span>`;
  return html`<a class="address" href="${address}" rel="noopener noreferrer nofollow external">${address}</a>`;
}

/** The path of a document's page. */
export const documentPath = (id: string): string => `/documents/${encodeURIComponent(id)}`;

/** A link to the page of a document. */
export function documentLink(id: string, text: string | Html): Html {
  return html`<a href="${documentPath(id)}">${text}</a>`;
}

/** This server's own path with a query; parts that are undefined or empty are left out. */
export function pathWith(path: string, query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
