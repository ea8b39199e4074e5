/*
 * Loaded ahead of the service (`node --import`): its clock is so many milliseconds off as the file that CLOCK_FILE names says.
 * Timers and `performance.now()` are left alone, as they are when an operator sets the time.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const RealDate = Date;
const READ_EVERY_MS = 20;
let offset = 0;
let readAt = -Infinity;

function now() {
  if (performance.now() - readAt > READ_EVERY_MS) {
    readAt = performance.now();
    // Between two states the file may be empty.
    offset = Number(readFileSync(process.env.CLOCK_FILE, 'utf8')) || 0;
  }
  return RealDate.now() + offset;
}

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }

  static now() {
    return now();
  }
};
