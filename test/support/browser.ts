import { existsSync } from 'node:fs';
import { describe, jest } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A page is loaded several times in a test, on a machine that may have other work. */
const PATIENCE_MS = 120_000;

function installed(): string | undefined {
  return [process.env.CHROMIUM, ...PLACES].find((place) => place !== undefined && existsSync(place));
}

/**
 * A suite that needs a real browser. Where none is installed one line reports it; with `REQUIRE_CHROMIUM=1` that is a
 * failure.
 */
export function describeInBrowser(title: string, suite: (launch: () => Promise<Browser>) => void): void {
  jest.setTimeout(PATIENCE_MS);
  const executablePath = installed();
  if (executablePath === undefined) {
    const missing = `Skipped, since no Chromium is installed: ${title}. Install Debian's chromium, or set CHROMIUM to its path.`;
    if (process.env.REQUIRE_CHROMIUM === '1') throw new Error(missing);
    process.stderr.write(`${missing}\n`);
    describe.skip(title, () => suite(() => Promise.reject(new Error(missing))));
    return;
  }
  describe(title, () => suite(() => launch(executablePath)));
}

/** The sandbox needs rights that a build machine's root has not; the switches keep it from asking its maker's hosts. */
function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
}
