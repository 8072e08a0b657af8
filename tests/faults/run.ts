import { parseArgs } from 'node:util';
import { killStorm } from './kill-storm.ts';

const usage = `usage: npm run test:faults -- [--documents 1000] [--worker-kills 5] [--redis-kills 1]
  sends varied seeds through the line, kills its worker and its Redis with -9, and tells what was lost`;

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '1000' },
    'worker-kills': { type: 'string', default: '5' },
    'redis-kills': { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) console.log(usage);
else {
  const aftermath = await killStorm({
    documents: Number(values.documents),
    workerKills: Number(values['worker-kills']),
    redisKills: Number(values['redis-kills']),
    tell: (message) => console.error(message),
  });
  console.table(aftermath);
  const { lost, duplicated, stuck, bodiesLeft, addsUp } = aftermath;
  const weathered = lost === 0 && duplicated === 0 && stuck === 0 && bodiesLeft === 0 && addsUp;
  console.log(weathered ? 'nothing lost, nothing doubled, nothing stuck' : 'THE STORM DID DAMAGE');
  process.exitCode = weathered ? 0 : 1;
}
