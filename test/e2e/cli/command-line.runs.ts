import { spawn } from 'node:child_process';
import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Cli } from '../../../src/cli/support/cli.js';
import { runTenantry } from '../../../src/cli/run.js';
import type { Overrides } from '../../support/database/databases.js';
import type { TestApp } from '../../support/harness.js';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const TENANTRY = 'dist/src/cli/tenantry.js';

/** Whom the audit names for what this process's command line did. */
export const BY = `cli:${userInfo().username}`;

/** The error output for people: one line. */
export const oneLine = /^[^\n]+\n$/;

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Ended extends Outcome {
  /** The one document on the standard output. */
  readonly json: Record<string, unknown>;
  /** The one document on the error output. */
  readonly error: { code: string; message: string };
}

function ended(outcome: Outcome): Ended {
  return {
    ...outcome,
    get json() {
      return JSON.parse(outcome.out) as Ended['json'];
    },
    get error() {
      return (JSON.parse(outcome.err) as { error: Ended['error'] }).error;
    },
  };
}

/** Runs the command line in this process, which takes some milliseconds, as a terminal with colours would see it. */
export async function onTerminal(variables: Overrides, ...argv: string[]): Promise<Ended> {
  return run(variables, argv, true);
}

/** As `onTerminal`, as a pipe sees it. */
export async function here(variables: Overrides, ...argv: string[]): Promise<Ended> {
  return run(variables, argv, false);
}

async function run(variables: Overrides, argv: readonly string[], coloured: boolean): Promise<Ended> {
  let out = '';
  let err = '';
  const outputs = { out: (text: string) => void (out += text), err: (text: string) => void (err += text), coloured };
  return ended({ code: await runTenantry(argv, new Cli(variables, outputs), '0.0.0'), out, err });
}

/** Begins the built command line as a process of its own, which takes a second, with these variables and no others. */
export function begin(variables: Overrides, argv: readonly string[]) {
  return spawn(process.execPath, [TENANTRY, ...argv], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** As `begin`, to its end. */
export function tenantry(variables: Overrides, ...argv: string[]): Promise<Ended> {
  const child = begin(variables, argv);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(ended({ code, out, err })));
  });
}

/** What a call that must succeed has answered; its error output is shown where it has not. */
export async function done(call: Promise<Ended>): Promise<Ended> {
  const outcome = await call;
  expect({ code: outcome.code, err: outcome.err }).toEqual({ code: 0, err: expect.any(String) as unknown });
  return outcome;
}

/** The rows of the audit about a subject, and such a row for the command line. */
export const auditRows = (app: TestApp, subject: string) =>
  app.sql.rows('SELECT action, actor_kind, actor_id FROM audit_events WHERE subject_id = ? ORDER BY id', [subject]);
export const auditRow = (action: string) => ({ action, actor_kind: 'system', actor_id: BY });

/** Runs a command that is refused, as JSON and in words, and nothing of this state changes by it; gives the words. */
export function refusing(cli: (...argv: string[]) => Promise<Ended>, state: () => Promise<unknown>) {
  return async (exit: number, code: string, ...argv: string[]): Promise<string> => {
    const before = await state();
    const refusal = await cli(...argv, '--json');
    expect(refusal).toMatchObject({ code: exit, out: '', error: { code } });
    const inWords = await cli(...argv);
    expect(inWords).toMatchObject({ code: exit, out: '', err: expect.stringMatching(oneLine) as unknown });
    expect(await state()).toEqual(before);
    return inWords.err;
  };
}
