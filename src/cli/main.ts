import { createRequire } from 'node:module';
import { ignoreOutputErrors, writeOutput } from '../observability/process-output.js';
import { Cli } from './support/cli.js';
import { runTenantry } from './run.js';

/** Beside `dist`, where this file runs. */
const { version } = createRequire(import.meta.url)('../../../package.json') as { version: string };

// A reader that closes the pipe must not end a migration in the middle.
for (const output of [process.stdout, process.stderr]) ignoreOutputErrors(output);

const cli = new Cli(process.env, {
  out: (text) => writeOutput(process.stdout, text),
  err: (text) => process.stderr.write(text),
  isWatched: process.stderr.isTTY,
  // It looks at NO_COLOR and TERM.
  coloured: process.stdout.isTTY && process.stdout.hasColors(),
});
const exitCode = await runTenantry(process.argv.slice(2), cli, version);
// Success ends when nothing is left to do, and `serve` not at all; a service that failed to start has timers left.
if (exitCode !== 0) process.exit(exitCode); // they would keep the process alive
