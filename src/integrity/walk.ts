import type { Parameter, Reader } from '../database/statement.js';
import {
  type EndsRow,
  groupBehind,
  groupEnds,
  memberEnds,
  type Walk,
  WALK_BATCH,
  type WalkRange,
} from './walk.queries.js';

/** A part of a walk, and the last value of its first column. */
export interface WalkStep {
  readonly range: WalkRange;
  readonly at: Parameter;
}

/**
 * Every row of a table, in parts of about a thousand: whole groups of rows with the same first column, or parts of a group
 * that is larger. So no statement grows with the table, or with how much one organization has.
 */
export async function* stepsOf(reader: Reader, walk: Walk): AsyncGenerator<WalkStep> {
  const group = `${walk.alias}.${walk.group}`;
  for (let from: Parameter = ''; from !== null;) {
    const { first, last, n }: EndsRow = (await reader.read(groupEnds(walk, from)))[0][0]!;
    if (n === 0) return;
    if (n < WALK_BATCH || first !== last) {
      const isEnd = n < WALK_BATCH;
      yield { range: { sql: `${group} >= ? AND ${group} ${isEnd ? '<=' : '<'} ?`, params: [from, last] }, at: last };
      if (isEnd) return;
      from = last;
    } else {
      for await (const range of partsOf(reader, walk, first)) yield { range, at: first };
      const behind: Pick<EndsRow, 'first'> = (await reader.read(groupBehind(walk, first)))[0][0]!;
      from = behind.first;
    }
  }
}

async function* partsOf(reader: Reader, walk: Walk, of: Parameter): AsyncGenerator<WalkRange> {
  const [group, member] = [`${walk.alias}.${walk.group}`, `${walk.alias}.${walk.member}`];
  for (let after: Parameter = walk.memberStart ?? ''; ;) {
    const { last, n }: Pick<EndsRow, 'last' | 'n'> = (await reader.read(memberEnds(walk, of, after)))[0][0]!;
    if (n === 0) return;
    yield { sql: `${group} = ? AND ${member} > ? AND ${member} <= ?`, params: [of, after, last] };
    after = last;
  }
}
