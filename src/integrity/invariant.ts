import type { Statement } from '../database/statement.js';
import type { Walk, WalkRange } from './walk.queries.js';

/** At most so many rows of one statement are counted: what is broken everywhere need not be read everywhere. */
export const MAX_BROKEN = 100;

/** Something that breaks an invariant. */
export type BrokenRow = {
  /** An id, or a name where there is no id. */
  readonly subject: string;
  /** What was found; null where the subject says it. */
  readonly found: string | null;
};

/** Looks at a table part by part. */
export interface Survey {
  readonly walk: Walk;
  readonly broken: (range: WalkRange) => Statement<BrokenRow>;
}

/** What is true in every committed state of the database. docs/operations/check.md has one line for each. */
export interface Invariant {
  readonly name: string;
  /** One sentence, in the present tense. */
  readonly promise: string;
  readonly surveys?: readonly Survey[];
  /** Statements that look at a whole table at once, along an index. */
  readonly statements?: readonly Statement<BrokenRow>[];
}

/** A walk along the primary key of a table whose key is its id. */
export function byId(table: string, alias: string): Walk {
  return { table, alias, group: 'id' };
}
