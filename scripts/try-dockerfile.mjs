/**
 * `npm run docker:try`: runs the steps of docker/Dockerfile in a clean directory, starts the result as a user who is
 * not root, and waits for its own health check. For machines without a container engine.
 *
 * What is not the container's: the Node that runs this script replaces the image's, this machine's programs for
 * its packages (their names are looked up in apt's lists, nothing is installed), and every stage's file system is a
 * directory. Nothing outside of one temporary directory is written, and that is removed.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, inside, say, STRANGER, variables } from './stages.mjs';

const HEALTHY_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 20_000;

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function start(stage) {
  if (stage.user === 'root' || stage.user === '0') throw new Error('The image would run as root: USER is missing');
  if (stage.cmd === undefined || stage.health === undefined) throw new Error('CMD or HEALTHCHECK is missing');
  // The trial must not be reachable from outside, and 3000 may be in use: both as `docker run -e` would set them.
  const trial = { ...variables(stage), HOST: '127.0.0.1', PORT: String(await freePort()), HOME: inside(stage, 'data') };
  const options = { cwd: inside(stage, '.'), env: trial, ...STRANGER };
  const child = spawn(stage.cmd[0], stage.cmd.slice(1), { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
  try {
    await healthy(stage, options, child);
    say(`healthy, as user ${STRANGER.uid ?? process.getuid()} in place of "${stage.user}"`);
    const cli = execFileSync('tenantry', ['--help'], { ...options, encoding: 'utf8' });
    say(`tenantry --help: ${cli.split('\n')[0]}`);
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
    const code = await ended;
    clearTimeout(patience);
    if (code !== 0) throw new Error(`SIGTERM: ended with ${code} and not with 0`);
    say('SIGTERM: ended with 0');
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw new Error(`${error.message}\n--- what it wrote:\n${output.slice(-4_000)}`, { cause: error });
  }
}

async function healthy(stage, options, child) {
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  for (;;) {
    const check = spawn(stage.health[0], stage.health.slice(1), { ...options, stdio: 'ignore' });
    const code = await new Promise((resolve) => check.once('close', resolve));
    if (code === 0) return;
    if (child.exitCode !== null) throw new Error(`CMD ended with ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`HEALTHCHECK did not succeed within ${HEALTHY_WITHIN_MS / 1_000} s`);
  }
}

// Ctrl-C reaches the running step as well; it fails, and what was made is removed on the way out.
process.once('SIGINT', () => undefined);
const directory = mkdtempSync(join(tmpdir(), 'tenantry-dockerfile-'));
// The stranger must be able to walk through it; mkdtemp makes it its owner's alone.
chmodSync(directory, 0o755);
try {
  await start(build(directory));
  say('docker/Dockerfile: every step was run, and the result works.');
} catch (error) {
  console.error(error.message);
  say('docker/Dockerfile: FAILED');
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
