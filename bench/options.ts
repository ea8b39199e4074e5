import { parseArgs } from 'node:util';
import { WORKLOAD_NAMES, type WorkloadName } from './workload-names.js';

/** How much is measured, and of what. */
export interface Options {
  /** The workloads that are run, in the order of `WORKLOAD_NAMES`. */
  readonly only: readonly WorkloadName[];
  readonly rounds: number;
  /** Of each run within a round. */
  readonly seconds: number;
  readonly connections: number;
  /** How many enterprises the admin has who is common to many. */
  readonly adminEnterprises: number;
  /** Whether a second database with a million organizations is measured, too. */
  readonly scale: boolean;
  readonly quick: boolean;
  /** On the embedded SQLite in place of a MariaDB. */
  readonly sqlite: boolean;
  /** Where the figures are written to, as JSON. */
  readonly json: string | undefined;
}

export const USAGE = `Usage: npm run bench -- [options]

Options:
  --only <workload,…>            only these workloads (default: all)
  --rounds <number>              rounds of each workload, 1 to 100 (default: 5; with --quick 2)
  --seconds <number>             of each candidate in a round, 1 to 60 (default: 4; with --quick 1)
  --connections <number>         1 to 256 (default: 32)
  --admin-enterprises <number>   of the admin who is common to many, 1000 to 5000000
                                 (default: 1000000; with --quick 100000)
  --scale                        a second database with 1,000,000 organizations, too
  --quick                        fewer and shorter rounds, to try it out: its figures mean little
  --sqlite                       the embedded default in place of MariaDB (npm run bench:sqlite)
  --json <file>                  write all figures into this file
  --help                         print this help

Workloads: ${WORKLOAD_NAMES.join(', ')}
`;

/** What was wrong with the arguments, as a sentence. */
export class UsageError extends Error {}

/**
 * @returns undefined where only the help is asked for
 * @throws UsageError
 */
export function optionsOf(args: readonly string[]): Options | undefined {
  const values = parsed(args);
  if (values.help === true) return undefined;
  const quick = values.quick === true;
  const number = (name: keyof typeof values, least: number, most: number, otherwise: number) =>
    wholeNumber(name, values[name], { least, most, otherwise });
  return {
    only: workloads(values.only),
    rounds: number('rounds', 1, 100, quick ? 2 : 5),
    seconds: number('seconds', 1, 60, quick ? 1 : 4),
    connections: number('connections', 1, 256, 32),
    adminEnterprises: number('admin-enterprises', 1_000, 5_000_000, quick ? 100_000 : 1_000_000),
    scale: values.scale === true,
    quick,
    sqlite: values.sqlite === true,
    json: values.json,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    ...{ only: text, rounds: text, seconds: text, connections: text, 'admin-enterprises': text, json: text },
    ...{ scale: flag, quick: flag, sqlite: flag, help: flag },
  };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(
  name: string,
  value: string | boolean | undefined,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  if (value === undefined) return otherwise;
  const number = /^\d{1,9}$/.test(String(value)) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}.`);
}

function workloads(list: string | undefined): readonly WorkloadName[] {
  if (list === undefined) return WORKLOAD_NAMES;
  const asked = new Set(list.split(',').map((name) => name.trim()));
  const unknown = [...asked].filter((name) => !WORKLOAD_NAMES.some((known) => known === name));
  if (unknown.length > 0) {
    throw new UsageError(`There is no workload ${unknown.join(', ')}. There are: ${WORKLOAD_NAMES.join(', ')}.`);
  }
  return WORKLOAD_NAMES.filter((name) => asked.has(name));
}
