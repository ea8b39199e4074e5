import { jest } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import type { Reader, Row } from '../../src/database/statement.js';
import type { TestApp } from './harness.js';

/** Methods of `Reader` and of `Tx` that give the rows of statements. */
const GIVING = ['read', 'send', 'finish'] as const;

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

/** The same reader or transaction, which notes how many rows each of its statements gives. */
function counted<T extends Reader>(reader: T, counts: number[][]): T {
  return new Proxy(reader, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      if (!GIVING.some((each) => each === name)) return method.bind(target);
      return async (...args: unknown[]) => {
        const results = (await method.apply(target, args)) as Row[][];
        counts.push(results.map(({ length }) => length));
        return results;
      };
    },
  });
}
