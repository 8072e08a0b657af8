import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { idOf } from '../addresses/document-key.ts';
import type { DocumentLimits } from '../archive/response-document.ts';
import { fileTrouble } from '../errors.ts';
import type { MediaType } from '../pipeline/documents.ts';
import type { ReplayItem } from './replay-item.ts';
import { jsonItems, tooLarge } from './replay-lines.ts';
import { replayStdin, stdinPath } from './replay-stdin.ts';
import { isWarc, replayWarc } from './replay-warc.ts';

const mediaTypes: Record<string, MediaType> = { '.txt': 'text/plain', '.html': 'text/html', '.htm': 'text/html' };
const kinds = '.txt, .html, .htm, .jsonl, .warc or .warc.gz';
const isKnown = (name: string): boolean =>
  mediaTypes[extname(name)] !== undefined || extname(name) === '.jsonl' || isWarc(name);

/** What bounds a replayed document, and who hears how many bytes of an archive were read so far. */
export type ReplayBounds = DocumentLimits & { read?: (path: string, bytes: number) => void };

/**
 * What a path holds to be replayed: a folder's files, in the order of their names and with its sub-folders; a .txt or
 * .html file as one document; a .jsonl file line by line; a .warc file record by record; `-` is standard input. Bodies of more than `maxBytes` are
 * refused at the door.
 */
export async function* replayPath(path: string, bounds: ReplayBounds): AsyncGenerator<ReplayItem> {
  const { maxBytes, read } = bounds;
  if (path === stdinPath) return yield* replayStdin(process.stdin, bounds);
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (info instanceof Error) {
    const isWeb = /^https?:\/\//i.test(path);
    yield { name: path, error: isWeb ? 'is a web address: use copydesk enqueue' : fileTrouble(info) };
  } else if (info.isDirectory()) yield* replayFolder(path, bounds);
  else if (isWarc(path)) yield* replayWarc(path, bounds, read && ((bytes) => read(path, bytes)));
  else if (extname(path) === '.jsonl') yield* jsonItems(createReadStream(path), path, maxBytes);
  else yield await replayFile(path, info.size, maxBytes);
}

async function* replayFolder(path: string, bounds: ReplayBounds): AsyncGenerator<ReplayItem> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: Error) => error);
  if (entries instanceof Error) return yield { name: path, error: `cannot be read: ${fileTrouble(entries)}` };
  const seen = entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
  let found = false;
  for (const entry of seen) {
    if (!entry.isDirectory() && !isKnown(entry.name)) continue;
    found = true;
    yield* replayPath(join(path, entry.name), bounds);
  }
  if (!found) yield { name: path, error: `holds no ${kinds} file` };
}

async function replayFile(path: string, size: number, maxBytes: number): Promise<ReplayItem> {
  const mediaType = mediaTypes[extname(path)];
  if (mediaType === undefined) return { name: path, error: `is not a ${kinds} file` };
  const address = pathToFileURL(resolve(path)).href;
  const base = { id: idOf(address), address, source: 'replay' };
  if (size > maxBytes) return { name: path, submission: tooLarge(base, size, maxBytes) };
  try {
    return { name: path, submission: { ...base, given: { mediaType, bytes: await readFile(path) } } };
  } catch (error) {
    return { name: path, error: `cannot be read: ${fileTrouble(error)}` };
  }
}
