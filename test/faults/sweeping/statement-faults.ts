import type { Fate, TcpProxy } from '../../support/database/tcp-proxy.js';
import type { Case, Line } from './sweep.js';

const SEPARATOR = ';\n';
const SLOW_MS = 6_000;
/** All of a trip is done by then. */
const DONE_MS = 30;
/** By then a killed process has ended. */
const ENDED_MS = 1_000;
/** After these the server has ended the transaction; after 1205 and 1047 half of it is still there. */
const WITHOUT_TRANSACTION = [1213, 1020, 1180];
const ERRORS = [...WITHOUT_TRANSACTION, 1205, 1047];

/** What becomes of a trip to MariaDB. */
export type TripFault = (statements: string) => Fate;

/** The trips that go through the proxy that is in use by then. */
export function tripsThrough(proxy: () => TcpProxy): Line<TripFault> {
  let watched = proxy();
  let trips: string[] = [];
  return {
    begin(fault) {
      watched = proxy();
      trips = [];
      watched.decide((statements) => {
        trips.push(statements);
        return trips.length - 1 === fault?.at ? fault.fault(statements) : undefined;
      });
    },
    end() {
      watched.decide(() => undefined);
      return trips;
    },
  };
}

/** Errors and a killed connection ahead of each statement, within a trip, too; resets, and delays where it may take long. */
export function errorsAndResets(trips: readonly string[], isSlow = false): Case<TripFault>[] {
  return trips.flatMap((statements, at) => {
    const within = positionsOf(statements).flatMap((position): Case<TripFault>[] => [
      ...ERRORS.map((errno) => ({ at, what: `${errno} ahead of ${position}`, fault: failing(errno, position) })),
      { at, what: `a kill ahead of ${position}`, fault: ending(position) },
    ]);
    const around: Case<TripFault>[] = [
      { at, what: 'a reset ahead of it', fault: () => ({ reset: 'before' }) },
      { at, what: 'a reset in place of its answer', fault: () => ({ reset: 'after' }) },
    ];
    const slow: Case<TripFault>[] = [
      { at, what: 'six seconds ahead of it', fault: () => ({ delayMs: SLOW_MS, of: 'statement' }) },
      { at, what: 'six seconds ahead of its answer', fault: () => ({ delayMs: SLOW_MS, of: 'answer' }) },
    ];
    return [...within, ...around, ...(isSlow ? slow : [])];
  });
}

/**
 * The end of the service's process: when a trip passes, which is not forwarded; in place of its answer; and after a part of
 * it, where the server notices that between two statements.
 */
export function killsOf(kill: () => void): (trips: readonly string[]) => Case<TripFault>[] {
  const dead = (fault: TripFault): TripFault => {
    return (statements) => {
      kill();
      return fault(statements);
    };
  };
  return (trips) =>
    trips.flatMap((statements, at): Case<TripFault>[] => [
      { at, what: 'ahead of it', fault: dead(() => ({ reset: 'before' })) },
      ...positionsOf(statements)
        .slice(1)
        .map((position) => ({ at, what: `ahead of ${position}`, fault: dead(ending(position)) })),
      {
        at,
        what: 'in place of its answer',
        fault: () => {
          setTimeout(kill, DONE_MS);
          return { delayMs: ENDED_MS, of: 'answer' };
        },
      },
    ]);
}

function positionsOf(statements: string): number[] {
  return statements.split(SEPARATOR).map((_, position) => position);
}

/** The statements of a trip with others ahead of the one at `position`. */
function withStatement(statements: string, position: number, ...injected: string[]): Fate {
  return {
    send: statements
      .split(SEPARATOR)
      .toSpliced(position, 0, ...injected)
      .join(SEPARATOR),
  };
}

function failing(errno: number, position: number): TripFault {
  const signal = `SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = ${errno}, MESSAGE_TEXT = 'injected'`;
  const ends = WITHOUT_TRANSACTION.includes(errno) ? ['ROLLBACK'] : [];
  return (statements) => withStatement(statements, position, ...ends, signal);
}

function ending(position: number): TripFault {
  return (statements) => withStatement(statements, position, 'KILL CONNECTION_ID()');
}
