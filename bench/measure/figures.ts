import type { WorkloadName } from '../workload-names.js';

/** What one run of one candidate gave. Times per request in microseconds, latencies in milliseconds. */
export interface Run {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly server: number;
  /** NaN where the database is part of the server. */
  readonly database: number;
  readonly megabytes: number;
  /** How much of its core the load used, 0 to 1. */
  readonly loadBusy: number;
  /** How much of the machine was used by what is no part of the run, 0 to 1. */
  readonly others: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly sample?: string;
}

/** The runs of each candidate, in the order of the rounds. */
export type Runs = ReadonlyMap<string, readonly Run[]>;

/** A measurement that is no stream of calls: what was measured and whether it is right. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** In words: what was counted. */
  readonly detail: string;
  readonly isRight: boolean;
}

export interface Figures {
  readonly runs: ReadonlyMap<WorkloadName, Runs>;
  readonly findings: ReadonlyMap<string, Finding>;
}

/** Whether any call failed: what is measured then is something else, and no ratio of it is given. */
export const hasFailures = (runs: readonly Run[]): boolean =>
  runs.some(({ failures }) => Object.keys(failures).length > 0);
