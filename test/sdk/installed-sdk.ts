import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = {
  private: true,
  // What one of its dependencies asks for is a version that a registry need not have.
  overrides: { '@bitgo/utxo-lib': '11.24.0' },
  dependencies: { '@bitgo/sdk-api': '1.86.0', '@bitgo/sdk-core': '37.7.0' },
};
const PATIENCE_MS = 600_000;

/** Where the vendor's SDK is installed. */
export interface InstalledSdk {
  readonly folder: string;
  remove(): void;
}

/**
 * The vendor's SDK as its registry has it: in the folder that `VENDOR_SDK` names, where it is set, else in a
 * scratch folder. It is no part of this project's own lock file.
 * @returns undefined, and says so, where the registry cannot be reached
 * @throws where it cannot and REQUIRE_SDK is 1
 */
export function installedSdk(): InstalledSdk | undefined {
  const given = process.env.VENDOR_SDK;
  if (given !== undefined && given !== '') return { folder: given, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-sdk-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(PACKAGE));
  try {
    // None of its install scripts is needed, and they are not reviewed.
    const options = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    execFileSync('npm', options, { cwd: folder, timeout: PATIENCE_MS, stdio: ['ignore', 'ignore', 'pipe'] });
    return { folder, remove };
  } catch (cause) {
    remove();
    const { stderr, code } = cause as { stderr?: Buffer; code?: string };
    const why = /npm error code (\S+)/.exec(String(stderr))?.[1] ?? code ?? 'npm install failed';
    const line = `The vendor's SDK could not be installed from the registry (${why}).`;
    if (process.env.REQUIRE_SDK === '1') throw new Error(`${line} REQUIRE_SDK=1 makes this a failure.`, { cause });
    process.stderr.write(`\nSkipped: every test of the vendor's SDK. ${line}\n`);
    return undefined;
  }
}
