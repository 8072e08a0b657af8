import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from '../../../src/config.ts';

const places = ['Lisbon', 'Nairobi', 'Oslo', 'Hanoi', 'Lima', 'Riga', 'Accra', 'Quito', 'Turin', 'Perth'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'October', 'November'];

/** The seed files varied, from the `from`-th on: other places, months and numbers, and a paragraph that no other one has. */
export function* variedSeeds(from: number, count: number): Generator<{ text: string }> {
  const dir = join(projectDir, 'seeds');
  const seeds = readdirSync(dir)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join(dir, name), 'utf8'));
  for (let n = from; n < from + count; n++) {
    const seed = seeds[n % seeds.length] ?? '';
    const place = places[n % places.length] ?? '';
    const month = months[(n * 7) % months.length] ?? '';
    const varied = seed
      .replaceAll('Pyongyang', place)
      .replaceAll('Moscow', places[(n * 3 + 1) % places.length] ?? '')
      .replaceAll('July', month);
    const lines = varied.split('\n');
    const middle = lines.findIndex((line, at) => at > lines.length / 2 && line === '');
    const own = `The delegation numbered ${n + 2} members when it left ${place} in ${month}, officials said of case ${n}.`;
    lines.splice(middle === -1 ? 6 : middle, 0, ...(middle === -1 ? [own] : ['', own]));
    yield { text: lines.join('\n') };
  }
}
