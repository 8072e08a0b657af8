/**
 * JSON that a strict parser refuses, mended as far as that is certain: control characters inside texts become spaces, commas
 * before a closing bracket are dropped, and a document that breaks off is cut after the last whole object of the feed's list
 * of items. `isCut` tells of the last; null when nothing whole is left.
 */
export function mendJson(text: string): { json: string; isCut: boolean } | null {
  const open: string[] = [];
  const parts: string[] = [];
  let isText = false;
  let comma = '';
  let whole: { parts: number; open: string[] } | null = null;
  for (const [token] of text.matchAll(/\\[\s\S]?|["{}[\],]|[^\\"{}[\],]+/g)) {
    if (isText) {
      isText = token !== '"';
      parts.push(token.replace(/\p{Cc}/gu, ' '));
      continue;
    }
    if (token === ',') {
      comma = ',';
      continue;
    }
    const isClosing = token === '}' || token === ']';
    if (isClosing && open.pop() !== token) break;
    if (token.trim() !== '') {
      // A comma is written only when something follows it.
      if (!isClosing) parts.push(comma);
      comma = '';
    }
    parts.push(token);
    if (token === '"') isText = true;
    else if (token === '{' || token === '[') open.push(token === '{' ? '}' : ']');
    // The list of items lies in the feed itself; lists inside an item are deeper.
    if (token === '}' && open.length === 2 && open[1] === ']') whole = { parts: parts.length, open: [...open] };
    if (isClosing && open.length === 0) return { json: parts.join(''), isCut: false };
  }
  if (whole === null) return null;
  return { json: parts.slice(0, whole.parts).join('') + whole.open.reverse().join(''), isCut: true };
}
