import { Writable } from 'node:stream';
import { jest } from '@jest/globals';
import { batched, flushOutput, ignoreOutputErrors, nonBlocking, writeOutput } from './process-output.js';

/** An output whose reader reads only on demand. */
function stalled() {
  const lines: string[] = [];
  let go: () => void = () => undefined;
  const output = new Writable({
    decodeStrings: false,
    write(line: string, _, next) {
      lines.push(line);
      go = next;
    },
  });
  return { output, lines, read: () => go() };
}

const broken = (code: string) =>
  new Writable({ autoDestroy: false, write: (_, __, next) => next(Object.assign(new Error(code), { code })) });

describe('the log of a process', () => {
  it('waits for a reader within bounds, and reports how much was dropped', async () => {
    const { output, lines, read } = stalled();
    const log = nonBlocking(output);
    const line = `${'x'.repeat(1_023)}\n`;
    const sent = 5 * 1_024;
    for (let number = 0; number < sent; number++) log.write(line);
    expect(output.writableLength).toBeLessThan(4 * 1_024 * 1_024 + 2 * line.length);
    const kept = output.writableLength / line.length;
    while (output.writableLength > 0) {
      read();
      await new Promise(setImmediate);
    }
    expect(lines).toHaveLength(kept);
    log.write(line);
    read();
    await new Promise(setImmediate);
    expect(JSON.parse(lines.at(-2)!)).toMatchObject({
      level: 'warn',
      msg: `The log was not read, so lines were dropped here: ${sent - kept}`,
    });
    expect(lines.at(-1)).toBe(line);
  });

  it('goes out in batches: after a moment, when there is much of it, and when it is flushed', () => {
    jest.useFakeTimers();
    try {
      const texts: string[] = [];
      const { stream, flush } = batched({ write: (text) => void texts.push(text) });
      stream.write('a\n');
      stream.write('b\n');
      expect(texts).toEqual([]);
      jest.advanceTimersByTime(20);
      expect(texts).toEqual(['a\nb\n']);
      stream.write(`${'x'.repeat(16_384)}\n`);
      expect(texts).toHaveLength(2);
      stream.write('c\n');
      flush();
      flush();
      jest.advanceTimersByTime(1_000);
      expect(texts.slice(2)).toEqual(['c\n']);
    } finally {
      jest.useRealTimers();
    }
  });

  it('counts the lines of a batch that was dropped', () => {
    const { output, lines, read } = stalled();
    const log = nonBlocking(output);
    log.write(`${'x'.repeat(5 * 1_024 * 1_024)}\n`);
    log.write('a\nb\n');
    read();
    log.write('c\n');
    expect(lines.some((line) => line.includes('lines were dropped here: 2'))).toBe(true);
  });

  it.each(['EPIPE', 'ENOSPC'])('survives %s, which the writer gets as an error', async (code) => {
    const output = broken(code);
    ignoreOutputErrors(output);
    expect(await writeOutput(output, 'x')).toMatchObject({ code });
  });

  it('is not waited for at the end, where its reader has stopped', async () => {
    const { output } = stalled();
    output.write('x');
    await flushOutput(output);
    expect(output.writableLength).toBeGreaterThan(0);
  });
});
