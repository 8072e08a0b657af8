import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { fileTrouble, UsageError } from '../errors.ts';

/** What a person calls the input: its path, or standard input for `-`. */
export const inputName = (file: string): string => (file === '-' ? 'standard input' : file);

/**
 * The text of a file, or of standard input for `-`: UTF-8, or UTF-16 with its mark.
 * @throws UsageError when it cannot be read, or is no text.
 */
export async function inputText(file: string): Promise<string> {
  const bytes =
    file === '-'
      ? await buffer(process.stdin)
      : await readFile(file).catch((error: unknown) => {
          throw new UsageError(`cannot read ${file}: ${fileTrouble(error)}`);
        });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new UsageError(`${inputName(file)} is no text: it holds null bytes`);
  return new TextDecoder().decode(bytes);
}
