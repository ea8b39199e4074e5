import { readFileSync } from 'node:fs';

/**
 * Measures how long something takes, in milliseconds, without the time in which this process was ready to run and the
 * machine ran others instead. Waiting for a timer, a lock or an answer counts, and so does work: a limit on what is
 * measured means the same on a busy machine. Where the kernel does not tell (it is Linux's), all of the time counts.
 */
export function ownTime(): () => number {
  const [began, waited] = [performance.now(), waitedForProcessor()];
  return () => performance.now() - began - (waitedForProcessor() - waited);
}

/** The second figure of schedstat: nanoseconds on the run queue of the main thread, since the process began. */
function waitedForProcessor(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
