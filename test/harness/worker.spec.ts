import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs two files that spoil what they find, one after the other in one worker; gives what they wrote. */
async function twoFiles(variables: Record<string, string>): Promise<string> {
  const { default: config } = (await import(new URL('../../jest.config.mjs', import.meta.url).href)) as {
    default: Record<string, unknown>;
  };
  const own = { rootDir: ROOT, testMatch: ['**/test/harness/worker.*.fixture.ts'], globalSetup: undefined };
  const inline = JSON.stringify({ ...config, ...own, globalTeardown: undefined });
  const call = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--runInBand', '--config', inline];
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...variables };
  return (await promisify(execFile)(process.execPath, call, { cwd: ROOT, env })).stderr;
}

// Protects test/worker, which uses what jest does not document: this says so when another version of it works otherwise.
describe('a worker', () => {
  it('loads the application once, and gives every file all else anew', async () => {
    const written = await twoFiles({});
    expect(written).toContain('files before: 0; shared: true');
    expect(written).toContain('files before: 1; shared: true');
  });

  it('shares nothing where it is isolated', async () => {
    const written = await twoFiles({ TEST_ISOLATED: '1' });
    expect(written.match(/files before: 0; shared: true/g)).toHaveLength(2);
  });
});
