/**
 * Makes the package that is published, as a file for `npm publish`, and prints its path:
 *
 *   node clients/typescript/scripts/pack.mjs FOLDER
 *
 * It depends on no other package: openapi-fetch is in it, with its types and its licence.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('../', import.meta.url));
const require = createRequire(import.meta.url);
/** The packages that are taken in. */
const TAKEN_IN = ['openapi-fetch', 'openapi-typescript-helpers'];

function run(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args[0]} failed:\n${stdout}${stderr}`);
  return stdout.trim();
}

/** The text with the packages that are taken in imported from their files. */
function importing(text, folder) {
  const imported = text.replace(/(from\s+|import\()(['"])([\w-]+)\2/g, (whole, before, quote, name) =>
    TAKEN_IN.includes(name) ? `${before}${quote}${folder}${name}.js${quote}` : whole,
  );
  return imported.replace(/^\/\/# sourceMappingURL=.*\n?/m, '');
}

function takeIn(dist) {
  const vendor = join(dist, 'vendor');
  mkdirSync(vendor);
  for (const name of TAKEN_IN) {
    const files = dirname(require.resolve(name));
    writeFileSync(join(vendor, `${name}.js`), importing(readFileSync(join(files, 'index.mjs'), 'utf8'), './'));
    writeFileSync(join(vendor, `${name}.d.ts`), importing(readFileSync(join(files, 'index.d.mts'), 'utf8'), './'));
    cpSync(join(files, '../LICENSE'), join(vendor, `${name}.LICENSE`));
  }
  for (const name of readdirSync(dist).filter((file) => /\.(js|d\.ts)$/.test(file))) {
    writeFileSync(join(dist, name), importing(readFileSync(join(dist, name), 'utf8'), './vendor/'));
  }
}

/** The package's own description, without what only its development needs. */
function manifest() {
  const published = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  delete published.devDependencies;
  return `${JSON.stringify(published, null, 2)}\n`;
}

const destination = resolve(process.argv[2] ?? '.');
const stage = mkdtempSync(join(tmpdir(), 'tenantry-client-'));
try {
  const dist = join(stage, 'dist');
  run(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', join(HERE, 'tsconfig.json'), '--outDir', dist]);
  takeIn(dist);
  writeFileSync(join(stage, 'package.json'), manifest());
  for (const name of ['README.md', 'LICENSE']) cpSync(join(HERE, name), join(stage, name));
  mkdirSync(destination, { recursive: true });
  const name = run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', destination], stage);
  console.log(join(destination, name));
} finally {
  rmSync(stage, { recursive: true, force: true });
}
