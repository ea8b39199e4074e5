import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess } from '../support/processes.js';

const project = fileURLToPath(new URL('../../', import.meta.url));

function checkNode(directory: string, ...nodeArguments: string[]): { status: number | null; stderr: string } {
  const script = join(directory, 'scripts/check-node.cjs');
  const { status, stderr } = spawnSync(process.execPath, [...nodeArguments, script], { encoding: 'utf8', env: {} });
  return { status, stderr };
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

  it.each(['18.20.4', '20.18.3', '20.9.0'])('tells the user of Node %s which one to take', (version) => {
    const { status, stderr } = checkNode(project, pretendingToBe(version));
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Tenantry needs Node 20\\.19\\.0 or newer .* this is Node ${version}\\..*\n$`));
  });

  it.each(['20.19.0', '20.100.0', '24.0.0'])('accepts Node %s', (version) => {
    expect(checkNode(project, pretendingToBe(version)).status).toBe(0);
  });

  it('tells who has installed no packages how to', () => {
    const clone = mkdtempSync(join(tmpdir(), 'tenantry-clone-'));
    for (const part of ['package.json', 'scripts']) cpSync(join(project, part), join(clone, part), { recursive: true });
    const { status, stderr } = checkNode(clone);
    rmSync(clone, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The packages .* Run: npm ci\n$/);
  });
});

describe('what a start without a usable better-sqlite3 tells', () => {
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
