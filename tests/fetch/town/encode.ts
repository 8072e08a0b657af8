/** Encodes text in a charset of one or two bytes a character by trying what TextDecoder makes of each of them. */
export function encode(text: string, charset: string): Buffer {
  const bytes = table(charset);
  return Buffer.concat(
    [...text].map((sign) => {
      const found = bytes.get(sign);
      if (!found) throw new Error(`${sign} is not in ${charset}`);
      return found;
    }),
  );
}

const tables = new Map<string, Map<string, Buffer>>();

function table(charset: string): Map<string, Buffer> {
  const known = tables.get(charset);
  if (known) return known;
  const decoder = new TextDecoder(charset);
  const made = new Map<string, Buffer>();
  const add = (...bytes: number[]): void => {
    const sign = decoder.decode(Uint8Array.from(bytes));
    if ([...sign].length === 1 && sign !== '\ufffd' && !made.has(sign)) made.set(sign, Buffer.from(bytes));
  };
  for (let first = 0; first < 256; first++) add(first);
  if (!made.has('\u00e9') && !made.has('\u0444'))
    for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) add(first, second);
  tables.set(charset, made);
  return made;
}
