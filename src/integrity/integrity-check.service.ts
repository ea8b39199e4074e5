import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { DatabaseConnection } from '../database/connection/connection.js';
import { Database } from '../database/database.js';
import type { Parameter, Reader, Statement } from '../database/statement.js';
import { AUDIT_INVARIANTS } from './audit-invariants.queries.js';
import { ENTERPRISE_INVARIANTS } from './enterprise-invariants.queries.js';
import type { BrokenRow, Invariant } from './invariant.js';
import { LIST_INVARIANTS } from './list-invariants.queries.js';
import { ORGANIZATION_INVARIANTS } from './organization-invariants.queries.js';
import { SCHEMA_INVARIANTS, SOUND_FILE } from './schema-invariants.queries.js';
import { USER_INVARIANTS } from './user-invariants.queries.js';
import { WEBHOOK_INVARIANTS } from './webhook-invariants.queries.js';
import { stepsOf } from './walk.js';
import { type EndsRow, walkEnds } from './walk.queries.js';

/** Every invariant, in the order in which they are checked. */
export const INVARIANTS: readonly Invariant[] = [
  ...SCHEMA_INVARIANTS,
  ...ORGANIZATION_INVARIANTS,
  ...ENTERPRISE_INVARIANTS,
  ...USER_INVARIANTS,
  ...AUDIT_INVARIANTS,
  ...LIST_INVARIANTS,
  ...WEBHOOK_INVARIANTS,
];

/** So many examples are kept of each invariant, whatever is broken. */
const MAX_EXAMPLES = 5;
/** The first digits of an id are its time in milliseconds. */
const TIME_DIGITS = 12;

/** What was found of one invariant. */
export interface InvariantResult {
  readonly name: string;
  readonly promise: string;
  /** How many rows break it; of one statement at most a hundred are counted. */
  readonly broken: number;
  readonly examples: readonly BrokenRow[];
}

/** Is called as the check goes on. @param fraction between 0 and 1, estimated */
export type OnProgress = (name: string, fraction: number) => void;

/**
 * Compares the database with what is promised of it. It reads one state of it, and changes nothing. No statement reads more
 * than some thousand rows of a table, or goes along one index; the memory that it takes does not depend on the database.
 */
@Injectable()
export class IntegrityCheckService {
  constructor(
    private readonly database: Database,
    private readonly connection: DatabaseConnection,
  ) {}

  /**
   * Checks every invariant. Other processes may write meanwhile; on SQLite this one cannot.
   * @param ctx its signal ends the check, so it has no deadline of a request
   */
  check(ctx: Pick<CallContext, 'signal'>, onProgress: OnProgress = () => undefined): Promise<InvariantResult[]> {
    const all = this.connection.embedded ? [SOUND_FILE, ...INVARIANTS] : INVARIANTS;
    return this.database.snapshot(ctx, async (reader) => {
      const results: InvariantResult[] = [];
      for (const [index, invariant] of all.entries()) {
        const report = (fraction: number) => onProgress(invariant.name, (index + fraction) / all.length);
        report(0);
        results.push(await checkOne(reader, invariant, report));
      }
      return results;
    });
  }
}

async function checkOne(
  reader: Reader,
  { name, promise, surveys = [], statements = [] }: Invariant,
  report: (fraction: number) => void,
): Promise<InvariantResult> {
  let broken = 0;
  const examples: BrokenRow[] = [];
  const look = async (statement: Statement<BrokenRow>) => {
    const [rows] = await reader.read(statement);
    broken += rows.length;
    examples.push(...rows.slice(0, MAX_EXAMPLES - examples.length));
    // The driver of SQLite gives timers and signals no turn.
    await setImmediate();
  };
  for (const statement of statements) await look(statement);
  for (const [index, { walk, broken: brokenIn }] of surveys.entries()) {
    const [[ends]] = await reader.read(walkEnds(walk));
    for await (const { range, at } of stepsOf(reader, walk)) {
      await look(brokenIn(range));
      report((index + placeOf(at, ends!)) / surveys.length);
    }
  }
  return { name, promise, broken, examples };
}

/** How far a walk over ids is, by their times. */
function placeOf(at: Parameter, { first, last }: Pick<EndsRow, 'first' | 'last'>): number {
  const time = (id: Parameter) => parseInt(String(id).slice(0, TIME_DIGITS), 16);
  const place = (time(at) - time(first)) / (time(last) - time(first));
  return place >= 0 && place <= 1 ? place : 0;
}
