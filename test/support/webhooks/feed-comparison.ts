import type { Sql } from '../database/sql.js';
import type { FeedFollower } from './feed-follower.js';

/** What is wrong with what readers got, by the rows of the events: summed over all readers. */
export interface FeedFaults {
  /** Events of the log that were not read. */
  readonly lost: number;
  readonly twice: number;
  /** Events that another reader got in another order, and places that do not follow one another. */
  readonly disordered: number;
  /** Events of another tree. */
  readonly foreign: number;
}

/**
 * Compares what followers have read with the events that there are. The first follows the feed of the whole installation:
 * its order is that of all.
 */
export async function faultsOf(sql: Sql, [all, ...others]: readonly [FeedFollower, ...FeedFollower[]]) {
  const rows = await sql.rows(
    'SELECT e.id, e.subject_id, o.path FROM audit_events e LEFT JOIN organizations o ON o.id = e.organization_id',
  );
  const faults = [all, ...others].map(({ log, read }) => {
    const own = rows.filter(({ path }) => log === 'all' || String(path).split('/').includes(log.id));
    const ids = new Set(own.map(({ id }) => String(id)));
    const seen = new Set(read);
    const order = all.read.filter((id) => seen.has(id));
    return {
      lost: [...ids].filter((id) => !seen.has(id)).length,
      twice: read.length - seen.size,
      disordered: [...seen].filter((id, index) => order[index] !== id).length,
      foreign: [...seen].filter((id) => !ids.has(id)).length,
    };
  });
  const sum = (name: keyof FeedFaults) => faults.reduce((total, each) => total + each[name], 0);
  const misplaced = await misplacedLines(sql);
  const found: FeedFaults = {
    ...{ lost: sum('lost'), twice: sum('twice'), foreign: sum('foreign') },
    disordered: sum('disordered') + misplaced,
  };
  const [ids, subjects] = [rows.map(({ id }) => String(id)), rows.map(({ subject_id: id }) => String(id))];
  return { ids, subjects: new Set(subjects), faults: found, late: lateIn(all.read) };
}

/** How many came behind events whose ids are greater: a reader by ids may miss each of these. */
function lateIn(read: readonly string[]): number {
  let greatest = '';
  return read.filter((id) => {
    const isLate = id < greatest;
    if (!isLate) greatest = id;
    return isLate;
  }).length;
}

async function misplacedLines(sql: Sql): Promise<number> {
  const lines = await sql.rows("SELECT sequence FROM audit_lines WHERE organization_id = '' ORDER BY sequence");
  return lines.filter(({ sequence }, index) => Number(sequence) !== index + 1).length;
}
