import { childrenOf, type Element } from '../parse/nodes.ts';

/** Where pages put the picture that a script shows later. */
const LAZY = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-image', 'data-url', 'src'];
const SETS = ['data-srcset', 'data-lazy-srcset', 'srcset'];

/** The address of the largest version of a picture that its element, or the picture element around it, declares. */
export function imageSource(image: Element): string | null {
  const sets = SETS.map((name) => image.attribute(name));
  const outer = image.parent;
  if (outer.type === 'tag' && outer.name === 'picture')
    for (const child of childrenOf(outer))
      if (child.type === 'tag' && child.name === 'source') sets.push(...SETS.map((name) => child.attribute(name)));
  const all = sets.flatMap(versions).sort((a, b) => b.size - a.size);
  const [largest] = all;
  const single = LAZY.map((name) => image.attribute(name)).find((address) => address && isAddress(address));
  return (
    (all.length > 1 && largest && largest.size > 0 ? largest.address : undefined) ?? single ?? largest?.address ?? null
  );
}

/** Data in the address itself stands in for a picture that comes later. */
const isAddress = (text: string): boolean => !/^\s*(?:data:|about:|javascript:|#)/i.test(text) && !/[{}]/.test(text);

/** A srcset's addresses with their widths, or densities as widths of a common screen. */
function versions(set: string | undefined): { address: string; size: number }[] {
  if (!set || set.length > 20_000) return [];
  return [...set.matchAll(/([^\s,]\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/g)].flatMap(
    ([, address = '', size, unit]) =>
      isAddress(address) ? [{ address, size: Number(size ?? 0) * (unit === 'x' ? 1000 : 1) }] : [],
  );
}
