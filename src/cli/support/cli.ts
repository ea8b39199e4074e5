import { stripVTControlCharacters } from 'node:util';
import type { Env } from '../../config/env.js';
import { EXIT, Failure } from '../output/failure.js';
import { bold } from '../output/coloured.js';
import { NO_BAR, progressBar } from '../output/progress-bar.js';
import type { Report } from '../output/report.js';
import type { Preparation, CommandSession } from './session.js';

/** Where a command writes to: its result, and everything else. */
export interface Outputs {
  /** Resolves when the text was written, with the error if it was not. */
  out(text: string): Promise<NodeJS.ErrnoException | undefined> | undefined;
  err(text: string): void;
  /** Whether the error output is a terminal, on which a line can be written over. */
  readonly isWatched?: boolean;
  /** Whether the result goes to a terminal that shows colours. */
  readonly coloured?: boolean;
}

/** The lines over the parts of a help text. */
const HEADING = /^(Usage|[A-Z][a-z -]+)(?=:($| tenantry))/gm;

/**
 * What all commands share: the configuration, access to the database, and the output.
 *
 * The application is loaded only when a command needs it: that takes a second, which `--help` or a mistyped
 * option should not wait for.
 */
export class Cli {
  /** Whether to answer in JSON. */
  json = false;

  constructor(
    private readonly variables: Record<string, string | undefined>,
    private readonly outputs: Outputs,
  ) {}

  /**
   * Runs the work of a command and prints its report.
   * @param preparation what the work needs of the database
   */
  async run(work: (session: CommandSession) => Promise<Report>, preparation: Preparation = 'schema'): Promise<void> {
    const env = await this.env();
    const { withSession } = await import('./session.js');
    const progress = (line: string) => this.progress(line);
    // Printed before the session is closed: a secret that was issued must be shown even if closing fails.
    await withSession(env, preparation, progress, async (session) => this.print(await work(session)));
  }

  /** A variable of the environment that only a command reads; an empty one is none. */
  variable(name: string): string | undefined {
    return this.variables[name] || undefined;
  }

  /**
   * Loads the configuration, and prints a line for each variable that looks mistyped.
   * @throws BadConfiguration
   */
  async env(): Promise<Env> {
    const [{ loadEnv }, { mistakenVariables }] = await Promise.all([
      import('../../config/env.js'),
      import('../../config/mistaken-variables.js'),
    ]);
    const env = loadEnv(this.variables);
    for (const line of mistakenVariables(this.variables)) this.progress(line);
    return env;
  }

  /**
   * Prints a report. A reader that closed the pipe, such as `| head`, has read enough, unless the report has a secret.
   * @throws Failure output_not_written, secret_not_shown
   */
  async print(report: Report): Promise<void> {
    await this.printOn(report);
  }

  /** As `print`, for one of many. @returns whether there is a reader for more */
  async printOn({ text, json, unseen }: Report): Promise<boolean> {
    const lost = this.json ? await this.document(json) : await this.out(`${text}\n`);
    if (lost && unseen !== undefined) throw new Failure(EXIT.refused, 'secret_not_shown', unseen, { cause: lost });
    if (!lost || lost.code === 'EPIPE') return !lost;
    const message = `It was done, and the answer could not be written: ${lost.message}.`;
    throw new Failure(EXIT.unusable, 'output_not_written', message, { cause: lost });
  }

  /** @returns the error if the document was not written */
  async document(json: Report['json']): Promise<NodeJS.ErrnoException | undefined> {
    return this.outputs.out(`${JSON.stringify(json)}\n`);
  }

  /** Prints a help text, which is never JSON. */
  help(text: string): void {
    void this.out(text.replace(HEADING, bold));
  }

  /** In JSON mode the error output holds an error or nothing. */
  progress(line: string): void {
    if (!this.json) this.outputs.err(`${line}\n`);
  }

  /** Shows how far long work is, on one line of a terminal, and nowhere else. */
  bar(name: string, fraction: number): void {
    if (this.json || this.outputs.isWatched !== true) return;
    this.outputs.err(fraction < 1 ? progressBar(name, fraction) : NO_BAR);
  }

  /** Prints one line. The stack follows only with LOG_LEVEL=debug, since most failures are no fault of the program. */
  fail({ code, message, cause }: Failure): void {
    this.outputs.err(this.json ? `${JSON.stringify({ error: { code, message } })}\n` : `${message}\n`);
    const isVerbose = /^(debug|trace)$/.test(this.variables.LOG_LEVEL ?? '');
    if (isVerbose && !this.json && cause instanceof Error) this.outputs.err(`${cause.stack}\n`);
  }

  private async out(text: string): Promise<NodeJS.ErrnoException | undefined> {
    return this.outputs.out(this.outputs.coloured === true ? text : stripVTControlCharacters(text));
  }
}
