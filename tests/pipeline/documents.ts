import { resolve } from 'node:path';
import type { Article } from '../../src/pipeline/article.ts';
import type { CleanDocument, MediaType, Outcome, RawDocument } from '../../src/pipeline/documents.ts';
import { loadRuleBook } from '../../src/rulebook.ts';

export const projectDir = resolve(import.meta.dirname, '../..');
export const book = loadRuleBook(resolve(projectDir, 'config'));
export const options = { maxRemovedShare: 0.6 };

/** A raw document as the fetch stage would hand it over; HTML when the text begins with a tag. */
export function raw(text: string, more: Partial<RawDocument> = {}): RawDocument {
  const mediaType: MediaType = text.startsWith('<') ? 'text/html' : 'text/plain';
  return {
    id: '0123456789abcdef0123',
    run: 1,
    address: 'test',
    url: null,
    mediaType,
    charset: 'utf-8',
    text,
    fetchedAt: '2025-01-01T00:00:00Z',
    notes: [],
    ...more,
  };
}

/** The next document of an outcome that must not be a rejection. */
export function passed<T extends Article | CleanDocument>(outcome: Outcome<T>): T {
  if ('rejected' in outcome) throw new Error(`rejected: ${outcome.rejected.code}: ${outcome.rejected.detail}`);
  return outcome.next;
}

export const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
