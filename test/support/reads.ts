import { jest } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import type { Queued, Reader, Statement, Tx } from '../../src/database/statement.js';
import type { TestApp } from './harness.js';

/** Methods of `Reader` and of `Tx` that send statements. */
const SENDING: readonly (keyof Tx)[] = ['read', 'query', 'flush', 'flushAndCommit'];

/** How many rows each statement has given while `work` runs, call by call: what the application had to read and to keep. */
export async function rowsOf({ app }: TestApp, work: () => Promise<unknown>): Promise<number[][]> {
  const counts: number[][] = [];
  const database = app.get(Database, { strict: false });
  const read = database.read.bind(database);
  const write = database.write.bind(database);
  const spies = [
    jest.spyOn(database, 'read').mockImplementation((ctx, by) => read(ctx, (one) => by(counted(one, counts)))),
    jest
      .spyOn(database, 'write')
      .mockImplementation((ctx, by, options) => write(ctx, (tx) => by(counted(tx, counts)), options)),
  ];
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return counts;
}

/** The same reader or transaction, which notes how many rows each of its statements returns. */
function counted<T extends Reader>(reader: T, counts: number[][]): T {
  const queued: Queued<unknown>[] = [];
  return new Proxy(reader, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      const method = member as (...args: unknown[]) => unknown;
      if (name === 'queue') {
        return (statement: Statement) => {
          const one = method.call(target, statement) as Queued<unknown>;
          queued.push(one);
          return one;
        };
      }
      if (!SENDING.some((each) => each === name)) return method.bind(target);
      return async (...args: unknown[]) => {
        const results = (await method.apply(target, args)) as unknown[][] | undefined;
        // `read` sends nothing that is queued.
        const sent = name === 'read' ? [] : queued.splice(0).map(({ rows }) => rows);
        counts.push([...sent, ...(results ?? [])].map(({ length }) => length));
        return results;
      };
    },
  });
}
