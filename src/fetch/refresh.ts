import type { Note } from '../pipeline/documents.ts';
import { type Headers, header } from './headers.ts';

/** Where a refresh stands if there is one: in the head of a page. */
const headBytes = 64 * 1024;

/**
 * Notes that a page sends its reader on by a Refresh header or `<meta http-equiv="refresh">`. It is not followed: pages
 * also reload themselves so, and a page that has text is the page that was asked for.
 */
export function refreshNote(headers: Headers, bytes: Uint8Array): Note | null {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1').replaceAll('\0', '');
  const tag = /<meta\s[^>]{0,200}?http-equiv\s*=\s*["']?refresh\b[^>]{0,2000}/i.exec(head)?.[0] ?? '';
  const content = /content\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag);
  const value = header(headers, 'refresh') ?? content?.[1] ?? content?.[2] ?? content?.[3];
  const target = /^\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?([^"']+)/i.exec(value ?? '')?.[1];
  if (target === undefined) return null;
  return {
    code: 'refresh',
    detail: `the page sends its reader on to ${target.slice(0, 500).trim()}; this is not followed`,
  };
}
