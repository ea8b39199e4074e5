import { setTimeout as delay } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';

/** How much of the log waits in memory for whoever reads it, in characters; what comes then is dropped and counted. */
const MAX_UNREAD = 4 * 1_024 * 1_024;
const FLUSH_TIMEOUT_MS = 1_000;

/** For how long lines are collected, and how many characters of them, before they go out together. */
const BATCH_MS = 20;
const MAX_BATCH = 16_384;

let processLog: { readonly stream: DestinationStream; readonly flush: () => void } | undefined;

/**
 * The standard output for the log of this process: lines that are written within 20 ms go out together, since each
 * write costs a system call in which nothing else is done. `writeOutput`, `flushOutput` and the end of the process, by an error too,
 * write what is left first; only a kill loses the lines of the last 20 ms.
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
 * Writes each text at once, and never waits for it.
 *
 * A write to a pipe that nobody reads from would stop the whole process inside of the system call, where no request is
 * answered and no signal heard. Here such lines wait in memory, up to 4 MiB; later ones are dropped, and the first
 * line that goes out again says how many.
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
 * What cannot be written to an output is lost, and ends nothing: its reader may have gone, its disk may be full.
 * Without a listener Node.js ends the process for it, in the middle of whatever it is doing. `written` tells.
 */
export function ignoreOutputErrors(output: Writable): void {
  output.on('error', () => undefined);
}

/** Waits until what was written has gone out, for a second at most: its reader may have stopped reading. */
export async function flushOutput(output: Writable): Promise<void> {
  await Promise.race([writeOutput(output, ''), delay(FLUSH_TIMEOUT_MS)]);
}

/**
 * Writes a text, and ends when it has been taken: never while its reader is there and does not read.
 * @returns why it was not, such as EPIPE for a reader that has gone
 */
export function writeOutput(output: Writable, text: string): Promise<NodeJS.ErrnoException | undefined> {
  // Behind what was logged before.
  processLog?.flush();
  return new Promise((resolve) => output.write(text, (error) => resolve(error ?? undefined)));
}
