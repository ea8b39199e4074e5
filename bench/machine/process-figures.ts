import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

let ticks: number | undefined;

/**
 * The CPU time that a process has used, in microseconds: user and system, of all its threads, ended ones included. In
 * steps of 10 ms, so a run must take seconds. NaN where the system does not tell.
 */
export function cpuOf(pid: number | undefined): number {
  try {
    ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
    // The name of the command, in parentheses, may hold anything; behind it every field is a number.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return ((Number(fields[11]) + Number(fields[12])) / ticks) * 1e6;
  } catch {
    return NaN;
  }
}

/** The memory that a process has resident, in megabytes; NaN where the system does not tell. */
export function residentOf(pid: number | undefined): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
    return Number(kilobytes) / 1024;
  } catch {
    return NaN;
  }
}
