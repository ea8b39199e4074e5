#!/usr/bin/env node
import { createRequire } from 'node:module';
import { Cli } from './cli.js';
import { runTenantry } from './run.js';

/** Beside `dist`, where this file runs. */
const { version } = createRequire(import.meta.url)('../../../package.json') as { version: string };

// Whoever closes the pipe early, as `| head` does, has read what he wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const cli = new Cli(process.env, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  // It looks at NO_COLOR and TERM.
  coloured: process.stdout.isTTY && process.stdout.hasColors(),
});
const exitCode = await runTenantry(process.argv.slice(2), cli, version);
// Success ends when nothing is left to do, and `serve` not at all; a service that failed to start has timers left.
if (exitCode !== 0) process.exit(exitCode); // they would keep the process alive
