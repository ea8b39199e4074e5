/*
 * Makes `dist` anew from `src`: the compiler's files, and the bundles that are started.
 *
 *   --if-missing   not where there is one
 *   --if-possible  not where there is one and the compiler is missing, as in an installation without the build tools
 */
'use strict';

const { spawnSync } = require('node:child_process');
const { chmodSync, existsSync, rmSync } = require('node:fs');
const path = require('node:path');
const { bundle } = require('./bundle.cjs');

const project = path.join(__dirname, '..');
const dist = path.join(project, 'dist');
const main = path.join(dist, 'src/main.js');
const compiler = path.join(project, 'node_modules/typescript/bin/tsc');
const wants = (flag) => process.argv.includes(flag);

async function build() {
  if (!existsSync(compiler)) {
    console.error(
      'Tenantry is not built yet, and the packages that build it are missing, since NODE_ENV=production or --omit=dev leaves them out. Run: npm ci --include=dev && npm run build',
    );
    return 1;
  }
  rmSync(dist, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: project,
    stdio: 'inherit',
  });
  if (status !== 0) return status ?? 1;
  chmodSync(path.join(dist, 'src/cli/tenantry.js'), 0o755);
  if (!(await bundle(dist))) console.error('Built without esbuild, which is not installed: starts take twice as long.');
  return 0;
}

const isKept = existsSync(main) && (wants('--if-missing') || (wants('--if-possible') && !existsSync(compiler)));
if (!isKept) build().then((status) => (process.exitCode = status));
