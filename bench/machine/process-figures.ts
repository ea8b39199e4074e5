import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

let ticks: number | undefined;

/** Microseconds of the clock ticks that Linux counts in. */
function microseconds(count: number): number {
  ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return (count / ticks) * 1e6;
}

/**
 * The CPU time that a process has used, in microseconds: user and system, of all its threads, ended ones included. In
 * steps of 10 ms, so a run must take seconds. NaN where the system does not tell.
 */
export function cpuOf(pid: number | undefined): number {
  try {
    // The name of the command, in parentheses, may hold anything; behind it every field is a number.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return microseconds(Number(fields[11]) + Number(fields[12]));
  } catch {
    return NaN;
  }
}

/** The CPU time that all cores were not idle for, in microseconds, what a hypervisor took included; NaN elsewhere. */
export function cpuOfMachine(): number {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
    const [user, nice, system, , , irq, softirq, steal] = line.split(/ +/).slice(1).map(Number);
    return microseconds(user! + nice! + system! + irq! + softirq! + steal!);
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
