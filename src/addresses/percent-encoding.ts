/** Signs that mean the same with and without percent-encoding in practice: RFC 3986's unreserved, and these. */
const plain = { path: /[\w.~!'()*,:@-]/, query: /[\w.~!'()*,:@/?-]/ };

/**
 * One form of percent-encoding: what needs none has none, the rest has capital digits, and letters are composed (NFC), for
 * "é" is one sign to one system and two to another. Bytes that are no UTF-8 stay as they are.
 */
export function evenEncoding(text: string, part: 'path' | 'query'): string {
  return (
    text
      // With the letter before it, which an accent written as a sign of its own belongs to.
      .replace(/(?:[a-z]?(?:%[0-9a-f]{2})+)+/gi, composed)
      .replace(/%[0-7][0-9A-F]/g, (code) => {
        const sign = String.fromCharCode(Number.parseInt(code.slice(1), 16));
        return plain[part].test(sign) ? sign : code;
      })
  );
}

function composed(run: string): string {
  try {
    // Every byte is encoded again, so that what was an encoded "/" or "%" stays one.
    return [...Buffer.from(decodeURIComponent(run).normalize('NFC'))]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join('');
  } catch {
    return run.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  }
}
