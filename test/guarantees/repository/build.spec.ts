import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess } from '../../support/processes.js';

const project = fileURLToPath(new URL('../../../', import.meta.url));

const script = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

/** An argument for node: prints a line for each file of a module that is loaded, and each other part of a URL. */
const PRINTING_FILES = `--import=${script(`
  import Module, { register } from 'node:module';
  register(${JSON.stringify(
    script(
      `export function load(url, context, next) { process._rawDebug('loaded ' + url); return next(url, context); }`,
    ),
  )});
  const load = Module._extensions['.js'];
  Module._extensions['.js'] = (module, file) => {
    process._rawDebug('loaded ' + file);
    return load(module, file);
  };`)}`;

interface Loaded {
  readonly packages: readonly string[];
  readonly files: number;
}

function loadedIn(output: string): Loaded {
  const files = new Set([...output.matchAll(/^loaded (?:file:\/\/)?(\/.*)$/gm)].map(([, file]) => file!));
  const packages = [...files].flatMap((file) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  return { packages: [...new Set(packages)].sort(), files: files.size };
}

// Thousands of files took most of the time of a start. A package that is loaded beside the bundle would also be there
// twice: what one of the two has registered, the other does not have.
describe('the build loads few files, and of packages only what is no JavaScript', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tenantry-build-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  // better-sqlite3 finds its binary by its own place, with the help of two packages.
  const packages = ['better-sqlite3', 'bindings', 'file-uri-to-path'];

  it('as the command line', () => {
    const command = [PRINTING_FILES, 'dist/src/cli/tenantry.js', 'db', 'migrate'];
    const environment = { PATH: process.env.PATH, DATA_DIR: directory };
    const { status, stderr } = spawnSync(process.execPath, command, {
      cwd: project,
      env: environment,
      encoding: 'utf8',
    });
    const loaded = loadedIn(stderr);
    expect({ status, packages: loaded.packages }).toEqual({ status: 0, packages });
    expect(loaded.files).toBeLessThan(60);
  });

  it('as the service', async () => {
    const service = await startProcess({ DATA_DIR: directory }, { nodeArguments: [PRINTING_FILES] });
    expect(await service.stop()).toBe(0);
    const loaded = loadedIn(service.output());
    expect(loaded.packages).toEqual(packages);
    expect(loaded.files).toBeLessThan(60);
  });
});

// A dependency and a migration are named by their classes. To name a function is work at each call that makes one.
it('the bundles keep the names of classes, and name no function while they run', () => {
  const bundles = join(project, 'dist/src/bundle');
  const chunks = readdirSync(bundles).filter((name) => name.endsWith('.js'));
  const text = chunks.map((name) => readFileSync(join(bundles, name), 'utf8')).join('\n');
  expect(text.match(/ = \(target, value, isClass\) => isClass \? .* : target;/g)).toHaveLength(1);
  expect(text).toContain('__name(this, "InitialSchema1796008800000", true)');
  expect(text).not.toMatch(/__name\(this, "[^"]*"\)/);
});
