import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PLACES = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];

/** A program of the machine that some suites start. */
export interface Program {
  readonly name: string;
  /** Debian's package of it. */
  readonly package: string;
  /** The variable that makes its absence a failure where it is 1. */
  readonly required: string;
}

/** The full path of a program; undefined where it is not installed. */
export function installed({ name }: Pick<Program, 'name'>): string | undefined {
  return PLACES.map((place) => join(place, name)).find((path) => existsSync(path));
}

/**
 * A suite that needs programs of the machine. Where one is not installed a line reports it and the suite counts as
 * skipped; with the program's variable that is a failure.
 */
export function describeWith(programs: readonly Program[], title: string, suite: () => void): void {
  const missing = programs.filter((program) => installed(program) === undefined);
  if (missing.length === 0) return void describe(title, suite);
  const packages = missing.map((program) => program.package).join(' ');
  const reason = `Skipped, since ${missing.map(({ name }) => name).join(' and ')} is not installed: ${title}. Install Debian's ${packages}.`;
  if (missing.some(({ required }) => process.env[required] === '1')) throw new Error(reason);
  process.stderr.write(`${reason}\n`);
  describe.skip(title, suite);
}
