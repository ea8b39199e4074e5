import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Answer, answer, type Call, wire } from './answers.js';
import { freePort } from './database/mariadb-server.js';
import { until } from './until.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = 'dist/src/main.js';

/** The built application as a process of its own. */
export interface AppProcess {
  readonly pid: number;
  readonly url: string;
  call<Body = Record<string, unknown>>(call: Call): Promise<Answer<Body>>;
  /** Everything it wrote so far, to both of its outputs. */
  output(): string;
  /** SIGTERM; gives the exit code (null where a signal ended it). */
  stop(): Promise<number | null>;
  /** SIGKILL: the process has no chance to finish anything. */
  kill(): Promise<void>;
  /** Waits for its end without asking for it. */
  ended(): Promise<number | null>;
}

export interface ProcessOptions {
  /** A path that answers 200 once the process may be used; null does not wait. Readiness unless given. */
  readonly readyAt?: string | null;
  readonly within?: number;
  /** Where the build is; this project unless given. */
  readonly directory?: string;
  /** A free one unless given. */
  readonly port?: string;
  /** Arguments for node itself, ahead of the script. */
  readonly nodeArguments?: readonly string[];
}

const running = new Set<ChildProcess>();
// A suite that failed in the middle leaves none behind; jest does not notify a test file of the end of its process.
afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

/**
 * Starts the build in `dist` (`pretest` makes it) with these variables and nothing else of this process's
 * environment, on a free port, and waits until it is ready.
 * @throws with its output, when it ends or is not ready in time
 */
export async function startProcess(
  variables: Record<string, string>,
  {
    readyAt = '/health/ready',
    within = 20_000,
    nodeArguments = [],
    directory = PROJECT,
    ...given
  }: ProcessOptions = {},
): Promise<AppProcess> {
  if (!existsSync(`${PROJECT}${MAIN}`)) throw new Error(`${MAIN} is missing: npm run build (npm test does it).`);
  const port = given.port ?? (await freePort());
  const child = spawn(process.execPath, [...nodeArguments, MAIN], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...variables, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const started = watched(child, `http://127.0.0.1:${port}`);
  if (readyAt !== null) await ready(started, child, readyAt, within);
  return started;
}

function watched(child: ChildProcess, url: string): AppProcess {
  let output = '';
  const collect = (chunk: Buffer) => void (output += chunk.toString());
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  running.add(child);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    pid: child.pid ?? 0,
    url,
    call: <Body>(call: Call) => callOver<Body>(url, call),
    output: () => output,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    ended: () => ended,
  };
}

async function ready(started: AppProcess, child: ChildProcess, path: string, within: number): Promise<void> {
  try {
    await until(
      `the application answers 200 at ${path}`,
      async () => child.exitCode !== null || (await fetch(`${started.url}${path}`)).status === 200,
      { within, every: 50 },
    );
    if (child.exitCode !== null) throw new Error(`The application ended with exit code ${child.exitCode}.`);
  } catch (error) {
    await started.kill();
    throw new Error(`${String(error)}\n--- its output:\n${started.output().slice(-4_000)}`, { cause: error });
  }
}

/** Sends a call over HTTP to a process, on connections that are kept alive. */
export async function callOver<Body = Record<string, unknown>>(url: string, call: Call): Promise<Answer<Body>> {
  const { headers, payload } = wire(call);
  const response = await fetch(`${url}${call.url}`, { method: call.method, headers, body: payload });
  return answer<Body>(response.status, response.headers, await response.text());
}
