import type { Answer, Call } from '../support/answers.js';
import type { Fate, TcpProxy } from '../support/database/tcp-proxy.js';
import type { Body } from '../support/scenes/installation.js';
import type { Operation, Place } from './operations.js';
import { growth, type RowCounts } from './row-counts.js';

const SEPARATOR = ';\n';
const SLOW_MS = 6_000;
const MAX_ATTEMPTS = 5;
/** After these the server has ended the transaction; after 1205 and 1047 half of it is still there. */
const WITHOUT_TRANSACTION = [1213, 1020, 1180];
const ERRORS = [...WITHOUT_TRANSACTION, 1205, 1047];

/** A service behind a proxy to its MariaDB, and what is seen of both. */
export interface Swept {
  readonly proxy: TcpProxy;
  readonly place: Place;
  call(call: Call): Promise<Answer<Body>>;
  count(): Promise<RowCounts>;
  /** Waits until no statement is under way. */
  quiet(): Promise<void>;
}

/** A fault after which an operation was not there once and whole. */
export interface Wrong {
  readonly trip: number;
  readonly what: string;
  readonly status: number;
  readonly grown: RowCounts;
}

export interface SweepResult {
  readonly trips: number;
  /** How often each status was the last answer. */
  readonly heard: Readonly<Record<string, number>>;
  readonly wrong: readonly Wrong[];
}

/** One fault at one place of an operation. */
interface Case {
  readonly trip: number;
  readonly what: string;
  readonly fate: (statement: string) => Fate;
}

/**
 * Does an operation once for each fault at each place of it: errors ahead of each statement, within what is sent in one
 * trip, and resets and delays ahead of each trip and in place of its answer. The client repeats what it is answered to repeat.
 * In the end the operation must be there once and whole, as without the fault.
 */
export async function sweep(at: Swept, operation: Operation, isSlow = false): Promise<SweepResult> {
  await run(at, operation);
  const well = await run(at, operation);
  if (well.status >= 300) throw new Error(`"${operation.name}" is answered ${well.status} without any fault.`);
  const heard: Record<string, number> = {};
  const wrong: Wrong[] = [];
  for (const each of casesOf(well.trips, isSlow)) {
    const { status, grown } = await run(at, operation, each);
    heard[status] = (heard[status] ?? 0) + 1;
    const isDone = JSON.stringify(grown) === JSON.stringify(well.grown);
    // A repeated call without a key may find that what it creates is there, or what it ends is gone.
    const isFitting = status === well.status || (status >= 400 && status < 500);
    if (!isDone || !isFitting) wrong.push({ trip: each.trip, what: each.what, status, grown });
  }
  return { trips: well.trips.length, heard, wrong };
}

/** What one call changes, and the trips that it takes; `fault` meets one of them, once. */
async function run(at: Swept, operation: Operation, fault?: Case) {
  const call = await operation.prepare(at.place);
  const trips: string[] = [];
  at.proxy.decide((statement) => {
    trips.push(statement);
    return trips.length - 1 === fault?.trip ? fault.fate(statement) : undefined;
  });
  const before = await at.count();
  const { status } = await asAClient(at, call);
  at.proxy.decide(() => undefined);
  await at.quiet();
  return { status, grown: growth(before, await at.count()), trips };
}

/** Repeats the call while it is answered that it should be: by 503, and by 409 while its key is in progress. */
async function asAClient(at: Swept, call: Call): Promise<Answer<Body>> {
  for (let attempt = 1; ; attempt++) {
    const answer = await at.call(call);
    if (answer.headers['retry-after'] === undefined || attempt === MAX_ATTEMPTS) return answer;
  }
}

function casesOf(trips: readonly string[], isSlow: boolean): Case[] {
  return trips.flatMap((text, trip) => {
    const within = text.split(SEPARATOR).flatMap((_, position): Case[] => [
      ...ERRORS.map((errno) => ({ trip, what: `${errno} ahead of ${position}`, fate: failing(errno, position) })),
      {
        trip,
        what: `a kill ahead of ${position}`,
        fate: (sent) => withStatement(sent, position, 'KILL CONNECTION_ID()'),
      },
    ]);
    const around: Case[] = [
      { trip, what: 'a reset ahead of it', fate: () => ({ reset: 'before' }) },
      { trip, what: 'a reset in place of its answer', fate: () => ({ reset: 'after' }) },
    ];
    const slow: Case[] = [
      { trip, what: 'six seconds ahead of it', fate: () => ({ delayMs: SLOW_MS, of: 'statement' }) },
      { trip, what: 'six seconds ahead of its answer', fate: () => ({ delayMs: SLOW_MS, of: 'answer' }) },
    ];
    return [...within, ...around, ...(isSlow ? slow : [])];
  });
}

/** The statements of a trip with others ahead of the one at `position`. */
function withStatement(text: string, position: number, ...injected: string[]): Fate {
  return {
    send: text
      .split(SEPARATOR)
      .toSpliced(position, 0, ...injected)
      .join(SEPARATOR),
  };
}

function failing(errno: number, position: number): Case['fate'] {
  const signal = `SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = ${errno}, MESSAGE_TEXT = 'injected'`;
  const ends = WITHOUT_TRANSACTION.includes(errno) ? ['ROLLBACK'] : [];
  return (text) => withStatement(text, position, ...ends, signal);
}
