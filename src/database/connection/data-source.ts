import { join } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import { type DatabaseTarget, readDatabaseUrl } from '../../config/database-url.js';
import type { Env } from '../../config/env.js';
import { loadEmbeddedDriver, prepareEmbeddedDatabase } from '../sqlite/embedded-driver.js';
import { InitialSchema1796008800000 } from '../migrations/1796008800000-initial-schema.js';
import { UserReach1796040000000 } from '../migrations/1796040000000-user-reach.js';
import { ManagedBlocks1796049000000 } from '../migrations/1796049000000-managed-blocks.js';
import { ListBlocks1796052000000 } from '../migrations/1796052000000-list-blocks.js';
import { EventOrder1796058000000 } from '../migrations/1796058000000-event-order.js';
import { Webhooks1796130000000 } from '../migrations/1796130000000-webhooks.js';
import { EventFeed1796132000000 } from '../migrations/1796132000000-event-feed.js';
import { WebhookQueues1796140000000 } from '../migrations/1796140000000-webhook-queues.js';
import { WebhookPauses1796210000000 } from '../migrations/1796210000000-webhook-pauses.js';
import { POOLED_MYSQL } from '../mysql/failover-pool.js';
import { tlsOptions } from '../mysql/tls-options.js';

/** The name of the SQLite file in DATA_DIR. */
export const EMBEDDED_FILE = 'tenantry.sqlite';

/** In the order in which they run. One that has been released is never changed or removed. */
const migrations = [
  InitialSchema1796008800000,
  UserReach1796040000000,
  ManagedBlocks1796049000000,
  ListBlocks1796052000000,
  EventOrder1796058000000,
  Webhooks1796130000000,
  EventFeed1796132000000,
  WebhookQueues1796140000000,
  WebhookPauses1796210000000,
];

const common = {
  migrations,
  migrationsTransactionMode: 'each',
  synchronize: false,
  logging: false,
  // Without this `findOneBy({ id: undefined })` would be the first row of the table, which is another's.
  invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
} as const;

/**
 * TypeORM's options for the database that the configuration names: MariaDB or MySQL with DATABASE_URL, else SQLite
 * in DATA_DIR. The schema comes from migrations alone; the entities are those of the feature modules (`forFeature`).
 * @throws EmbeddedDatabaseMissing when SQLite is wanted and not installed; BadConfiguration when a file for TLS cannot
 *   be read
 */
export function dataSourceOptions(env: Env): DataSourceOptions {
  return env.DATABASE_URL === undefined ? embedded(env) : mysql(env, readDatabaseUrl(env.DATABASE_URL));
}

function embedded(env: Env): DataSourceOptions {
  return {
    ...common,
    type: 'better-sqlite3',
    database: join(env.DATA_DIR, EMBEDDED_FILE),
    driver: loadEmbeddedDriver(),
    // The driver waits by stopping the whole process; lock conflicts are retried on timers instead.
    timeout: 0,
    prepareDatabase: prepareEmbeddedDatabase,
  };
}

function mysql(env: Env, { host, port, others, user, password, database, tls }: DatabaseTarget): DataSourceOptions {
  return {
    ...common,
    // For MariaDB too: one kind of statement for both. TypeORM's 'mariadb' would use RETURNING.
    type: 'mysql',
    driver: POOLED_MYSQL,
    host,
    port,
    username: user,
    password,
    database,
    ...(tls && { ssl: tlsOptions(tls) }),
    poolSize: env.DB_POOL,
    connectTimeout: 3_000,
    charset: 'utf8mb4',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: false,
    // Several statements travel in one trip; and a stack trace for each costs more than the statement.
    // A peer that vanished is detected within half a minute while the connection is idle.
    extra: { multipleStatements: true, trace: false, keepAliveInitialDelay: 10_000, ...(others && { others }) },
  };
}
