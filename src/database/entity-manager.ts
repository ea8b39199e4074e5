import {
  type DeleteResult,
  EntityManager,
  type EntityTarget,
  type FindManyOptions,
  type FindOneOptions,
  type FindOptionsWhere,
  type InsertResult,
  type ObjectLiteral,
  type QueryDeepPartialEntity,
  type QueryRunner,
  type UpdateResult,
} from 'typeorm';

import { inStatementSpan } from '../observability/statement-span.js';

type Where<E> = FindOptionsWhere<E> | FindOptionsWhere<E>[];
/** A lock is a statement's: SQLite has no lock modes, and TypeORM refuses them there. */
type Unlocked<O> = Omit<O, 'lock' | 'transaction' | 'cache'>;

/**
 * What of TypeORM's `EntityManager` reads, in a trip of its own for each call. With `select` the other members of the
 * entity are undefined, which TypeORM's types do not show.
 */
export interface EntityReader {
  find<E extends ObjectLiteral>(entity: EntityTarget<E>, options: Unlocked<FindManyOptions<E>>): Promise<E[]>;
  findBy<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Where<E>): Promise<E[]>;
  findOne<E extends ObjectLiteral>(entity: EntityTarget<E>, options: Unlocked<FindOneOptions<E>>): Promise<E | null>;
  findOneBy<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Where<E>): Promise<E | null>;
  countBy<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Where<E>): Promise<number>;
  existsBy<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Where<E>): Promise<boolean>;
}

/**
 * The same in a transaction, with what writes. What is queued is sent ahead of each call, so the order is that of the
 * code. A write that must touch one row, or can break a foreign key, is a statement, which can declare that.
 */
export interface EntityWriter extends EntityReader {
  /** Every column is given: nothing is read again. */
  insert<E extends ObjectLiteral>(entity: EntityTarget<E>, rows: E | E[]): Promise<InsertResult>;
  update<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    where: FindOptionsWhere<E>,
    values: Partial<E>,
  ): Promise<UpdateResult>;
  delete<E extends ObjectLiteral>(entity: EntityTarget<E>, where: FindOptionsWhere<E>): Promise<DeleteResult>;
}

/** How a manager is tied to a session. */
export interface ManagerBinding {
  readonly isInTransaction: boolean;
  /** Done ahead of each statement. */
  before(sql: string): Promise<void>;
  /** Maps an error of the driver. */
  meaningOf(error: unknown): unknown;
}

/** A manager on this connection that begins and ends no transaction: the one that is open is not TypeORM's. */
export function boundManager(runner: QueryRunner, binding: ManagerBinding): EntityManager {
  // TypeORM reads from the runner whether a transaction is open, which a raw BEGIN does not set. All sessions share the
  // runner of SQLite, so an object in front of it has the flag.
  const system = runner.dataSource.options.type === 'better-sqlite3' ? 'sqlite' : 'mysql';
  const bound = Object.assign(Object.create(runner) as QueryRunner, {
    isTransactionActive: binding.isInTransaction,
    query: async (sql: string, params?: unknown[], structured?: boolean): Promise<unknown> => {
      await binding.before(sql);
      try {
        return await inStatementSpan(system, [{ sql }], () => runner.query(sql, params, structured as true));
      } catch (error) {
        throw binding.meaningOf(error);
      }
    },
    startTransaction: refuseTransaction,
    commitTransaction: refuseTransaction,
    rollbackTransaction: refuseTransaction,
    release: async () => undefined,
  }) as QueryRunner;
  return new BoundManager(runner.dataSource, bound);
}

class BoundManager extends EntityManager {
  /** TypeORM's own reads the row again on MySQL, for columns that have a default. */
  override insert<E extends ObjectLiteral>(
    entity: EntityTarget<E>,
    rows: QueryDeepPartialEntity<E> | QueryDeepPartialEntity<E>[],
  ): Promise<InsertResult> {
    return this.createQueryBuilder().insert().into(entity).values(rows).updateEntity(false).execute();
  }
}

async function refuseTransaction(): Promise<never> {
  throw new Error('The transaction is begun and ended by Database.write, and by nothing inside of it.');
}
