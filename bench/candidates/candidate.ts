import type { Options } from '../options.js';
import type { ServerCommand } from '../machine/server-process.js';
import type { Target } from '../load/target.js';
import type { WorkloadName } from '../workload-names.js';

/** Where a candidate keeps what it needs. */
export interface Place {
  /** URL of a database of this name; undefined on SQLite. */
  readonly database: (name: string) => Promise<string>;
  /** A directory of this name, which is removed at the end. */
  readonly directory: (name: string) => string;
  readonly options: Options;
  readonly tell: (line: string) => void;
}

/** A candidate whose data is there: how to start and how to call it. */
export interface Prepared {
  readonly server: ServerCommand;
  readonly target: Omit<Target, 'port'>;
  /** Makes the common admin an admin of very many enterprises, where the candidate has that workload. */
  readonly addCommonAdmin?: (enterprises: number) => Promise<void>;
  /** How many rows there are of what the last two workloads create, for the exactness. */
  readonly count?: (what: 'children' | 'enterprises', organization: string) => Promise<number>;
  /** Allows the tree of an organization so many managed ones; null is no limit. */
  readonly limit?: (organization: string, limit: number | null) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A service that is measured. */
export interface Candidate {
  readonly name: string;
  /** What it does less than the product, for the reader of the figures. */
  readonly lacks: string;
  /** What it can be asked for. */
  readonly workloads: readonly WorkloadName[];
  /** Seeds its database. */
  readonly prepare: (place: Place) => Promise<Prepared>;
}
