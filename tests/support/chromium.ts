import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { onPath } from '../../src/redis/server-program.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** What keeps the browser to the pages of the test: no updates, no sync, nothing said to anybody. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a real Chromium: the one of CHROMIUM_PATH, of the PATH, or of Debian's package. Close it after the test. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args, timeout: 60_000 });
}

async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return named;
  const found = onAnyPath() ?? ((await installed()) ? onAnyPath() : null);
  if (found !== null) return found;
  throw new Error(
    'no Chromium for the browser tests: install chromium or google-chrome, or name one with CHROMIUM_PATH',
  );
}

function onAnyPath(): string | null {
  return names.map(onPath).find((path) => path !== null) ?? null;
}

/** Debian's package, where we may install it; a machine without package lists fetches them first. */
async function installed(): Promise<boolean> {
  if (process.getuid?.() !== 0 || onPath('apt-get') === null || !isDebian()) return false;
  console.log('no Chromium found: installing the package chromium with apt-get');
  const aptGet = (...words: string[]): Promise<unknown> =>
    promisify(execFile)('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...words], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 1 << 26,
    });
  const install = ['install', '--yes', '--no-install-recommends', 'chromium'];
  await aptGet(...install).catch(async () => {
    await aptGet('update');
    await aptGet(...install);
  });
  return true;
}

// Ubuntu's package of that name is a stub for snap, which a plain machine cannot run.
function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
