/**
 * Packs the build as it is in `dist` into files that can be published: what runs, without the packages for development;
 * the context of the image; what they are made of; and their checksums.
 *
 *   node scripts/package.mjs X.Y.Z DIRECTORY
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Beside the build, which has all other packages in it: the page of the API, and SQLite with its native part. */
const PACKAGES = ['swagger-ui-dist', 'better-sqlite3', 'bindings', 'file-uri-to-path'];
const FILES = [
  'dist',
  'public',
  'docs',
  'docker',
  'scripts/check-node.cjs',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
];
const CONTEXT = [
  'docker',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'ormconfig.ts',
].concat(['scripts', 'src', 'public', 'clients/typescript', '.dockerignore', 'LICENSE']);

const output = (program, ...rest) => execFileSync(program, rest, { encoding: 'utf8', maxBuffer: 1 << 28 });

/** The native part of SQLite runs on one platform, and in one major version of Node.js. */
function platform() {
  return `${process.platform}-${process.arch}-node${process.versions.node.split('.')[0]}`;
}

/** The manifest without what builds and tests: its dependencies are those that are packed. */
function manifest(version) {
  const { name, description, license, type, exports, engines, bin, dependencies, optionalDependencies } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  const kept = Object.fromEntries(Object.entries(dependencies).filter(([each]) => PACKAGES.includes(each)));
  const scripts = { start: 'node dist/src/main.js', tenantry: 'node dist/src/cli/tenantry.js' };
  const all = { name, version, description, license, private: true, type, exports, engines, bin, scripts };
  return `${JSON.stringify({ ...all, dependencies: kept, optionalDependencies }, null, 2)}\n`;
}

function packRuntime(version, directory) {
  const name = `tenantry-${version}-${platform()}`;
  const stage = mkdtempSync(join(tmpdir(), 'tenantry-pack-'));
  try {
    const root = join(stage, name);
    for (const file of FILES) cpSync(file, join(root, file), { recursive: true });
    for (const each of PACKAGES) {
      const from = join('node_modules', each);
      // What its compilation has left is four times as large as the package.
      const filter = (path) => !/\.map$|build\/(Release\/(obj|\.deps)|deps)/.test(path);
      cpSync(from, join(root, from), { recursive: true, dereference: true, filter });
    }
    writeFileSync(join(root, 'package.json'), manifest(version));
    mkdirSync(join(root, 'bin'));
    symlinkSync('../dist/src/cli/tenantry.js', join(root, 'bin/tenantry'));
    output('tar', '--owner=0', '--group=0', '-czf', join(directory, `${name}.tar.gz`), '-C', stage, name);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  return `${name}.tar.gz`;
}

/** Of the commit, so that nothing that lies about gets into an image. */
function packContext(version, directory) {
  const file = `tenantry-${version}-image.tar.gz`;
  output('git', 'archive', '--format=tar.gz', '--output', join(directory, file), 'HEAD', '--', ...CONTEXT);
  return file;
}

/** Of the lock file, with the digest of each package. npm would name the product after the folder. */
function writeBill(version, directory) {
  const file = `tenantry-${version}.cdx.json`;
  const only = ['--package-lock-only', '--no-workspaces', '--omit', 'dev'];
  const bill = JSON.parse(output('npm', 'sbom', '--sbom-format', 'cyclonedx', ...only));
  const { 'bom-ref': named } = bill.metadata.component;
  const reference = `tenantry@${version}`;
  const own = { ...bill.metadata.component, name: 'tenantry', version, 'bom-ref': reference };
  bill.metadata.component = { ...own, purl: `pkg:npm/${reference}`, properties: [] };
  for (const each of bill.dependencies) if (each.ref === named) each.ref = reference;
  writeFileSync(join(directory, file), `${JSON.stringify(bill, null, 2)}\n`);
  return file;
}

const [version, directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('Usage: node scripts/package.mjs X.Y.Z DIRECTORY');
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
const files = [packRuntime, packContext, writeBill].map((pack) => pack(version, directory));
const sums = files.map((file) => {
  const sum = createHash('sha256').update(readFileSync(join(directory, file)));
  return `${sum.digest('hex')}  ${file}\n`;
});
writeFileSync(join(directory, 'SHA256SUMS'), sums.join(''));
console.log([...files, 'SHA256SUMS'].map((file) => join(directory, file)).join('\n'));
