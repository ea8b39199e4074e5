import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess } from '../../support/processes.js';

const project = fileURLToPath(new URL('../../../', import.meta.url));

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

function run(...nodeArguments: string[]): Ended {
  const { status, stderr } = spawnSync(process.execPath, nodeArguments, { encoding: 'utf8', env: {} });
  return { status, stderr };
}

function checkNode(directory: string, ...nodeArguments: string[]): Ended {
  return run(...nodeArguments, join(directory, 'scripts/check-node.cjs'));
}

/** A directory with these parts of the project in it, and nothing else. */
function clone(...parts: string[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'tenantry-clone-'));
  for (const part of parts) cpSync(join(project, part), join(directory, part), { recursive: true });
  return directory;
}

/** An argument for node: runs this code ahead of the program. */
function runningFirst(code: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

function pretendingToBe(version: string): string {
  return runningFirst(
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`,
  );
}

function failingToLoad(name: string, code: string): string {
  return runningFirst(`
    import Module from 'node:module';
    const load = Module._load;
    Module._load = function (wanted, ...rest) {
      if (wanted === '${name}') throw Object.assign(new Error('Cannot find module'), { code: '${code}' });
      return load.call(this, wanted, ...rest);
    };`);
}

describe('what is checked before anything starts', () => {
  it('is content here', () => {
    expect(checkNode(project)).toEqual({ status: 0, stderr: '' });
  });

  it.each(['18.20.4', '20.18.3', '20.9.0'])('names to the user of Node %s the version to use', (version) => {
    const { status, stderr } = checkNode(project, pretendingToBe(version));
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Tenantry needs Node 20\\.19\\.0 or newer .* this is Node ${version}\\..*\n$`));
  });

  it.each(['20.19.0', '20.100.0', '24.0.0'])('accepts Node %s', (version) => {
    expect(checkNode(project, pretendingToBe(version)).status).toBe(0);
  });

  it('prints how to install packages where there are none', () => {
    const directory = clone('package.json', 'scripts');
    const { status, stderr } = checkNode(directory);
    rmSync(directory, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The packages .* Run: npm ci\n$/);
  });
});

describe.each(['main.js', 'cli/tenantry.js'])('dist/src/%s', (entry) => {
  const file = join(project, 'dist/src', entry);

  it('names to the user of an older Node the version to use, in one sentence', () => {
    const { status, stderr } = run(pretendingToBe('18.20.4'), file, '--version');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Tenantry needs Node 20\.19\.0 or newer .* this is Node 18\.20\.4\..*\n$/);
  });

  // What it imports is linked before anything of it runs: a name that an older Node has not ends it with a stack.
  it('can be read by that Node: it imports nothing but where the check is, and waits for nothing', () => {
    const text = readFileSync(file, 'utf8');
    expect(text.match(/^(import|export) .*/gm)).toEqual(["import { createRequire } from 'node:module';"]);
    expect(text).not.toMatch(/\bawait\b|\?\?|\?\./);
  });
});

describe('the build', () => {
  const parts = ['package.json', 'scripts', 'tsconfig.json', 'tsconfig.build.json'];
  const build = (directory: string, ...flags: string[]) => run(join(directory, 'scripts/build.cjs'), ...flags);

  it.each([[[]], [['--if-possible']], [['--if-missing']]])(
    'says in one sentence that its packages were left out, with %j',
    (flags) => {
      const directory = clone(...parts);
      const { status, stderr } = build(directory, ...flags);
      rmSync(directory, { recursive: true });
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /^Tenantry is not built yet, .*NODE_ENV=production.* Run: npm ci --include=dev && npm run build\n$/,
      );
    },
  );

  it('that is there already is started without them', () => {
    const directory = clone(...parts);
    const main = join(directory, 'dist/src/main.js');
    mkdirSync(join(directory, 'dist/src'), { recursive: true });
    writeFileSync(main, '// built');
    expect(build(directory, '--if-possible')).toEqual({ status: 0, stderr: '' });
    expect(build(directory, '--if-missing')).toEqual({ status: 0, stderr: '' });
    expect(build(directory).status).toBe(1);
    expect(readFileSync(main, 'utf8')).toBe('// built');
    rmSync(directory, { recursive: true });
  });
});

describe('what a start without a usable better-sqlite3 prints', () => {
  it.each([
    ['MODULE_NOT_FOUND', /not installed.*Install a compiler.*npm ci.*DATABASE_URL=/],
    ['ERR_DLOPEN_FAILED', /built for another version of Node.*npm rebuild better-sqlite3.*DATABASE_URL=/],
  ])('%s: one line that says how to go on', async (code, helpful) => {
    const directory = mkdtempSync(join(tmpdir(), 'tenantry-data-'));
    const nodeArguments = [failingToLoad('better-sqlite3', code)];
    const app = await startProcess({ DATA_DIR: directory, LOG_LEVEL: 'info' }, { readyAt: null, nodeArguments });
    expect(await app.ended()).toBe(1);
    rmSync(directory, { recursive: true });
    expect(app.output()).toMatch(helpful);
    expect(app.output().trim().split('\n')).toHaveLength(1);
  });
});
