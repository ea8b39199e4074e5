import { stripVTControlCharacters } from 'node:util';
import type { Env } from '../config/env.js';
import type { Failure } from './failure.js';
import { bold } from './painted.js';
import type { Report } from './report.js';
import type { Preparation, Session } from './session.js';

/** Where a command writes to: what it did, and everything else. */
export interface Outputs {
  out(text: string): void;
  err(text: string): void;
  /** Whether what it did is read on a terminal that shows colours. */
  readonly coloured?: boolean;
}

/** The lines over the parts of a help text. */
const HEADING = /^(Usage|[A-Z][a-z -]+)(?=:($| tenantry))/gm;

/**
 * What all commands share: the configuration, the way to the database, and how to say what happened.
 *
 * The application is loaded when a command needs it and not before: it costs a second, and `--help` or a mistyped
 * option should not.
 */
export class Cli {
  /** Whether to answer in JSON. */
  json = false;

  constructor(
    private readonly variables: Record<string, string | undefined>,
    private readonly outputs: Outputs,
  ) {}

  /**
   * Does the work of a command and prints its report.
   * @param preparation whether the work needs a schema (unless it says otherwise) or is there to make one
   */
  async run(work: (session: Session) => Promise<Report>, preparation: Preparation = 'schema'): Promise<void> {
    const env = await this.env();
    const { withSession } = await import('./session.js');
    const progress = (line: string) => this.progress(line);
    // Printed before the session is closed: a secret that was issued must be seen, whatever happens then.
    await withSession(env, preparation, progress, async (session) => this.print(await work(session)));
  }

  /** @throws BadConfiguration */
  async env(): Promise<Env> {
    const { loadEnv } = await import('../config/env.js');
    return loadEnv(this.variables);
  }

  print({ text, json }: Report): void {
    if (this.json) this.document(json);
    else this.out(`${text}\n`);
  }

  document(json: Report['json']): void {
    this.outputs.out(`${JSON.stringify(json)}\n`);
  }

  /** Help was asked for, and is never JSON. */
  help(text: string): void {
    this.out(text.replace(HEADING, bold));
  }

  /** In JSON mode the error output holds an error or nothing. */
  progress(line: string): void {
    if (!this.json) this.outputs.err(`${line}\n`);
  }

  /** One line; the stack behind it only for who asks for it, since most failures are no fault of the program. */
  fail({ code, message, cause }: Failure): void {
    this.outputs.err(this.json ? `${JSON.stringify({ error: { code, message } })}\n` : `${message}\n`);
    const asked = /^(debug|trace)$/.test(this.variables.LOG_LEVEL ?? '');
    if (asked && !this.json && cause instanceof Error) this.outputs.err(`${cause.stack}\n`);
  }

  private out(text: string): void {
    this.outputs.out(this.outputs.coloured === true ? text : stripVTControlCharacters(text));
  }
}
