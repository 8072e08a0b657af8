/** Control characters that no page holds on purpose: what is left of UTF-8 that was read as Latin-1. */
const TRACE = /[\u0080-\u009f]/;
/** One character of UTF-8, each byte read as Latin-1. */
const MISREAD = /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}/g;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Whether a text holds a trace of misread UTF-8. */
export const isMisread = (text: string): boolean => TRACE.test(text);

/**
 * Text whose UTF-8 was read as Latin-1 on its way, in whole or in part, with the signs put back: "itâ\u0080\u0099s" is
 * "it’s". Text without a trace of that comes back as it is.
 */
export function repairMojibake(text: string): string {
  if (!isMisread(text)) return text;
  return text.replace(MISREAD, (bytes) => {
    try {
      return utf8.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
    } catch {
      return bytes;
    }
  });
}
