import { setTimeout as delay } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';

/** How many unread characters of the log are kept in memory; further lines are dropped and counted. */
const MAX_UNREAD = 4 * 1_024 * 1_024;
const FLUSH_TIMEOUT_MS = 1_000;

/** For how long lines are collected, and how many characters of them, before they go out together. */
const BATCH_MS = 20;
const MAX_BATCH = 16_384;

let processLog: { readonly stream: DestinationStream; readonly flush: () => void } | undefined;

/**
 * The standard output for the log of this process: lines that are written within 20 ms go out together, since each
 * write is a blocking system call. `writeOutput`, `flushOutput` and the end of the process, by an error too, write what
 * is left first; only SIGKILL loses the lines of the last 20 ms.
 */
export function logOutput(): DestinationStream {
  if (!processLog) {
    processLog = batched(nonBlocking(process.stdout));
    process.once('exit', () => processLog?.flush());
  }
  return processLog.stream;
}

/** Collects lines for `BATCH_MS`, at most `MAX_BATCH` characters of them, and writes them in one piece. */
export function batched(destination: DestinationStream): {
  readonly stream: DestinationStream;
  readonly flush: () => void;
} {
  let lines = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (lines === '') return;
    const text = lines;
    lines = '';
    destination.write(text);
  };
  const write = (line: string) => {
    lines += line;
    if (lines.length >= MAX_BATCH) flush();
    else timer ??= setTimeout(flush, BATCH_MS).unref();
  };
  return { stream: { write }, flush };
}

/**
 * Writes each text at once, and never blocks.
 *
 * A write to a pipe that is not read would block the whole process inside of the system call, where no request is
 * answered and no signal handled. Here such lines are kept in memory, up to 4 MiB; later ones are dropped, and the
 * first line that is written again contains their number.
 */
export function nonBlocking(output: Writable): DestinationStream {
  let dropped = 0;
  return {
    write(lines) {
      if (output.writableLength > MAX_UNREAD) {
        dropped += lines.split('\n').length - 1;
        return;
      }
      if (dropped > 0) output.write(`${droppedLine(dropped)}\n`);
      dropped = 0;
      output.write(lines);
    },
  };
}

function droppedLine(dropped: number): string {
  const msg = `The log was not read, so lines were dropped here: ${dropped}`;
  return JSON.stringify({ level: 'warn', time: new Date().toISOString(), name: 'tenantry', msg });
}

/**
 * What cannot be written to an output is lost without consequence: its reader may have gone, its disk may be full.
 * Without a listener Node.js ends the process. `writeOutput` reports such an error.
 */
export function ignoreOutputErrors(output: Writable): void {
  output.on('error', () => undefined);
}

/** Waits until everything is written, for a second at most: the reader may have stopped reading. */
export async function flushOutput(output: Writable): Promise<void> {
  await Promise.race([writeOutput(output, ''), delay(FLUSH_TIMEOUT_MS)]);
}

/**
 * Writes a text and resolves when it was taken: not while its reader is there and does not read.
 * @returns the error if it could not be written, such as EPIPE for a reader that has gone
 */
export function writeOutput(output: Writable, text: string): Promise<NodeJS.ErrnoException | undefined> {
  // Behind what was logged before.
  processLog?.flush();
  return new Promise((resolve) => output.write(text, (error) => resolve(error ?? undefined)));
}
