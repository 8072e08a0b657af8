/** One step of a way from one list to another, by places in both; `keep` joins two places that hold the same. */
export type Step = { step: 'keep' | 'remove' | 'add'; left: number; right: number };

/** Above this many cells the table of the middle would cost more than its answer is worth. */
const mostCells = 4_000_000;

/**
 * The shortest way from one list to another by taking out and putting in (longest common subsequence, Wagner and Fischer
 * 1974), in order, removals before additions. Common beginnings and ends are cut off first; two lists whose middles are
 * very long and have no such frame are told as one removed and the other added.
 */
export function longestCommon(left: readonly string[], right: readonly string[]): Step[] {
  let from = 0;
  while (from < left.length && from < right.length && left[from] === right[from]) from++;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > from && rightEnd > from && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  const frame = (count: number, l: number, r: number): Step[] =>
    Array.from({ length: count }, (_, n) => ({ step: 'keep', left: l + n, right: r + n }));
  const middle = wayThrough(left.slice(from, leftEnd), right.slice(from, rightEnd));
  return [
    ...frame(from, 0, 0),
    ...middle.map((step) => ({ ...step, left: step.left + from, right: step.right + from })),
    ...frame(left.length - leftEnd, leftEnd, rightEnd),
  ];
}

function wayThrough(left: readonly string[], right: readonly string[]): Step[] {
  const width = right.length + 1;
  const tooLong = (left.length + 1) * width > mostCells;
  // longest[l * width + r]: how much the lists have in common from places l and r on.
  const longest = new Uint32Array(tooLong ? 0 : (left.length + 1) * width);
  const at = (l: number, r: number): number => longest[l * width + r] ?? 0;
  if (!tooLong) {
    for (let l = left.length - 1; l >= 0; l--) {
      for (let r = right.length - 1; r >= 0; r--) {
        longest[l * width + r] = left[l] === right[r] ? at(l + 1, r + 1) + 1 : Math.max(at(l + 1, r), at(l, r + 1));
      }
    }
  }
  const way: Step[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const both = l < left.length && r < right.length;
    if (both && !tooLong && left[l] === right[r]) way.push({ step: 'keep', left: l++, right: r++ });
    else if (l < left.length && (!both || at(l + 1, r) >= at(l, r + 1)))
      way.push({ step: 'remove', left: l++, right: r });
    else way.push({ step: 'add', left: l, right: r++ });
  }
  return way;
}
