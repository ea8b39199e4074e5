import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The compiler of the client's own folder, whose version the people who use it may have. */
const COMPILER = createRequire(new URL('../../clients/typescript/package.json', import.meta.url)).resolve(
  'typescript/bin/tsc',
);
const STRICT = {
  ...{ target: 'ES2022', module: 'nodenext', lib: ['ES2022', 'DOM'], types: [], strict: true, skipLibCheck: false },
  ...{ noUncheckedIndexedAccess: true, outDir: 'out' },
};

/** A folder as that of a project which has installed the package. */
export function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-recipes-'));
  const packed = execFileSync(process.execPath, ['clients/typescript/scripts/pack.mjs', folder], { encoding: 'utf8' });
  const installed = join(folder, 'node_modules/@tenantry/client');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', packed.trim(), '-C', installed, '--strip-components', '1']);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICT, include: ['*.ts'] }));
  return folder;
}

/** Compiles what was written into the folder. @throws Error with what the compiler reports */
export async function compile(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [COMPILER, '-p', folder]).catch(({ stdout }: { stdout: string }) => {
    throw new Error(stdout);
  });
}
