import { join } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import { type DatabaseTarget, readDatabaseUrl } from '../config/database-url.js';
import type { Env } from '../config/env.js';
import { loadEmbeddedDriver, prepareEmbeddedDatabase } from './embedded-driver.js';
import { CreateCurrencies1795305601000 } from './migrations/1795305601000-create-currencies.js';
import { CreateCountries1795305602000 } from './migrations/1795305602000-create-countries.js';
import { CreateCountryStates1795305603000 } from './migrations/1795305603000-create-country-states.js';
import { CreateOrganizations1795305604000 } from './migrations/1795305604000-create-organizations.js';
import { CreateOrganizationUsage1795305605000 } from './migrations/1795305605000-create-organization-usage.js';
import { CreateOrganizationHolds1795305606000 } from './migrations/1795305606000-create-organization-holds.js';
import { CreateOrganizationAnnotations1795305607000 } from './migrations/1795305607000-create-organization-annotations.js';
import { CreateUsers1795305608000 } from './migrations/1795305608000-create-users.js';
import { CreateOrganizationUsers1795305609000 } from './migrations/1795305609000-create-organization-users.js';
import { CreateEnterprises1795305610000 } from './migrations/1795305610000-create-enterprises.js';
import { CreateEnterpriseUsers1795305611000 } from './migrations/1795305611000-create-enterprise-users.js';
import { CreateThirdPartyIdentifiers1795305612000 } from './migrations/1795305612000-create-third-party-identifiers.js';
import { CreateAccessTokens1795305613000 } from './migrations/1795305613000-create-access-tokens.js';
import { CreateAuditEvents1795305614000 } from './migrations/1795305614000-create-audit-events.js';
import { CreateIdempotencyRecords1795353615000 } from './migrations/1795353615000-create-idempotency-records.js';
import { CreateRetiredSubDomains1795353616000 } from './migrations/1795353616000-create-retired-sub-domains.js';
import { IndexLivingOrganizations1795353617000 } from './migrations/1795353617000-index-living-organizations.js';
import { CreateEnterpriseFreezes1795353621000 } from './migrations/1795353621000-create-enterprise-freezes.js';
import { CreateEnterpriseProfiles1795353622000 } from './migrations/1795353622000-create-enterprise-profiles.js';
import { IndexEnterprisesByAccountType1795353623000 } from './migrations/1795353623000-index-enterprises-by-account-type.js';
import { IndexOrganizationRoles1795353625000 } from './migrations/1795353625000-index-organization-roles.js';
import { IndexIdempotencyKeys1795353626000 } from './migrations/1795353626000-index-idempotency-keys.js';
import { AddTokenReplacement1795353627000 } from './migrations/1795353627000-add-token-replacement.js';
import { CreateAccessTokenAnnotations1795353631000 } from './migrations/1795353631000-create-access-token-annotations.js';
import { AddTokenAnnotationsHash1795353632000 } from './migrations/1795353632000-add-token-annotations-hash.js';
import { IndexLivingAccessTokens1795353633000 } from './migrations/1795353633000-index-living-access-tokens.js';
import { CreateAuditLines1795353650000 } from './migrations/1795353650000-create-audit-lines.js';
import { CreateDeletedEnterprises1795353651000 } from './migrations/1795353651000-create-deleted-enterprises.js';
import { IndexRetiredSubDomains1795353660000 } from './migrations/1795353660000-index-retired-sub-domains.js';
import { IndexEnterprisesByEmail1795353661000 } from './migrations/1795353661000-index-enterprises-by-email.js';
import { AddAcceptedRoles1795353662000 } from './migrations/1795353662000-add-accepted-roles.js';
import { AddActorsOrganizations1795353663000 } from './migrations/1795353663000-add-actors-organizations.js';
import { AddSharedTokenCounts1795353665000 } from './migrations/1795353665000-add-shared-token-counts.js';
import { POOLED_MYSQL } from './mysql-pool.js';
import { tlsOptions } from './tls-options.js';

/** The name of the SQLite file in DATA_DIR. */
export const EMBEDDED_FILE = 'tenantry.sqlite';

/** In the order in which they run. */
const migrations = [
  CreateCurrencies1795305601000,
  CreateCountries1795305602000,
  CreateCountryStates1795305603000,
  CreateOrganizations1795305604000,
  CreateOrganizationUsage1795305605000,
  CreateOrganizationHolds1795305606000,
  CreateOrganizationAnnotations1795305607000,
  CreateUsers1795305608000,
  CreateOrganizationUsers1795305609000,
  CreateEnterprises1795305610000,
  CreateEnterpriseUsers1795305611000,
  CreateThirdPartyIdentifiers1795305612000,
  CreateAccessTokens1795305613000,
  CreateAuditEvents1795305614000,
  CreateIdempotencyRecords1795353615000,
  CreateRetiredSubDomains1795353616000,
  IndexLivingOrganizations1795353617000,
  CreateEnterpriseFreezes1795353621000,
  CreateEnterpriseProfiles1795353622000,
  IndexEnterprisesByAccountType1795353623000,
  IndexOrganizationRoles1795353625000,
  IndexIdempotencyKeys1795353626000,
  AddTokenReplacement1795353627000,
  CreateAccessTokenAnnotations1795353631000,
  AddTokenAnnotationsHash1795353632000,
  IndexLivingAccessTokens1795353633000,
  CreateAuditLines1795353650000,
  CreateDeletedEnterprises1795353651000,
  IndexRetiredSubDomains1795353660000,
  IndexEnterprisesByEmail1795353661000,
  AddAcceptedRoles1795353662000,
  AddActorsOrganizations1795353663000,
  AddSharedTokenCounts1795353665000,
];

const common = {
  migrations,
  migrationsTransactionMode: 'each',
  synchronize: false,
  logging: false,
  // Without this `findOneBy({ id: undefined })` would be the first row of the table: somebody else's.
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
    // The driver waits by stopping the whole process; whoever needs the lock retries on timers instead.
    timeout: 0,
    prepareDatabase: prepareEmbeddedDatabase,
  };
}

function mysql(env: Env, { host, port, user, password, database, tls }: DatabaseTarget): DataSourceOptions {
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
    // Several steps travel in one trip; and a stack trace for each statement costs more than the statement.
    // A peer that is gone without a word is found within half a minute, as long as nothing is asked of it.
    extra: { multipleStatements: true, trace: false, keepAliveInitialDelay: 10_000 },
  };
}
