import type { Tally } from '../store/tally.ts';
import { paint } from './output.ts';

/** The equation of conservation in words, and whether it holds. */
export function sumOf({ accepted, indexed, rejected, quarantined, inFlight, addsUp, difference }: Tally): string {
  const sum = `${accepted} accepted = ${indexed} indexed + ${rejected} rejected + ${quarantined} quarantined + ${inFlight} in flight`;
  if (addsUp) return `${paint('green', 'adds up')}: ${sum}`;
  return `${paint('red', 'DOES NOT ADD UP')}, by ${difference}: ${sum}; copydesk status --check names what is wrong`;
}
