import { z } from 'zod';

/** One line of a JSON-lines feed: a body, or an address to fetch, or a body with the address it came from. */
export const feedLineSchema = z
  .object(
    {
      id: z.union([z.string(), z.number()]).optional(),
      url: z.string().nullish(),
      html: z.string().nullish(),
      text: z.string().nullish(),
      fetchedAt: z.iso.datetime({ offset: true, error: 'must be a time in ISO 8601' }).nullish(),
    },
    { error: 'must be a JSON object' },
  )
  .refine((line) => line.url != null || line.html != null || line.text != null, 'needs a url, html or text')
  .refine((line) => line.html == null || line.text == null, 'has both html and text: give one');
export type FeedLine = z.infer<typeof feedLineSchema>;

/** A line as it was read: its value, or what is wrong with it. Lines count from 1. */
export type ReadLine = { line: number; id?: string | number } & ({ value: FeedLine } | { error: string });

/**
 * Reads JSON lines from a stream of bytes. Lines end at \n alone: U+2028 and the like stand in real pages. Blank lines
 * are passed over; a bad line is told, and the reading goes on. A line of more than `maxBytes` is bad, and not held.
 */
export async function* readJsonLines(bytes: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<ReadLine> {
  let line = 0;
  for await (const content of splitLines(bytes, maxBytes)) {
    line++;
    if (content === null) yield { line, error: `is longer than ${maxBytes} bytes` };
    else if (content.some((byte) => byte !== 32 && byte !== 9 && byte !== 13)) yield { line, ...readLine(content) };
  }
}

function readLine(content: Uint8Array): { id?: string | number } & ({ value: FeedLine } | { error: string }) {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch (error) {
    const why = error instanceof SyntaxError ? `is not JSON: ${error.message}` : 'is not valid UTF-8';
    return { error: why };
  }
  const parsed = feedLineSchema.safeParse(value);
  if (parsed.success) return { value: parsed.data, ...(parsed.data.id === undefined ? {} : { id: parsed.data.id }) };
  const id = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value);
  const error = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].join(' ').trim()).join('; ');
  return { error, ...(id.success ? { id: id.data.id } : {}) };
}

/** The lines of a stream without their \n; null stands for one that is longer than `maxBytes`. */
async function* splitLines(bytes: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array | null> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const take = (part: Uint8Array): void => {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  const give = (): Uint8Array | null => {
    const line = size > maxBytes ? null : Buffer.concat(parts);
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, at));
      yield give();
      from = at + 1;
    }
    take(chunk.subarray(from));
  }
  if (size > 0) yield give();
}
