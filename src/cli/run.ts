import { CommanderError } from 'commander';
import type { Cli } from './support/cli.js';
import { EXIT, Failure } from './output/failure.js';
import { buildProgram, normalizeArguments } from './program.js';

/**
 * Runs one command line and prints its result or its failure. Never throws.
 * @param argv without the interpreter and the script
 * @returns the exit code, as `--help` documents it
 */
export async function runTenantry(argv: readonly string[], cli: Cli, version: string): Promise<number> {
  // Known before anything is parsed, because that may be what fails.
  cli.json = argv.includes('--json');
  try {
    const program = buildProgram(cli, version);
    await program.parseAsync(normalizeArguments(program, argv), { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    const failure = await toFailure(error);
    cli.fail(failure);
    return failure.exitCode;
  }
}

/** Imported on demand: the messages for service errors load the services, which a mistyped option should not wait for. */
async function toFailure(error: unknown): Promise<Failure> {
  if (error instanceof Failure) return error;
  const { failureOf } = await import('./output/failure-of.js');
  return failureOf(error);
}
