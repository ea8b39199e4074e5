import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../app.module.js';
import { AuditLogService } from '../../audit-log/audit-log.service.js';
import { AuditNamesService } from '../../audit-log/audit-names.service.js';
import { AccessTokenChangeService } from '../../token/keeping/access-token-change.service.js';
import { AccessTokenListService } from '../../token/keeping/access-token-list.service.js';
import { AccessTokenService } from '../../token/access-token.service.js';
import type { CallContext } from '../../common/call-context.js';
import { shownDatabaseUrl } from '../../config/database-url.js';
import type { Env } from '../../config/env.js';
import { DatabaseBackupService } from '../../database/backup/database-backup.service.js';
import { DatabaseConnection } from '../../database/connection/connection.js';
import { EMBEDDED_FILE } from '../../database/connection/data-source.js';
import { DatabaseStatusService } from '../../database/connection/database-status.service.js';
import { EnterpriseDeletionService } from '../../enterprise/deletion/enterprise-deletion.service.js';
import { EnterpriseDetailService } from '../../enterprise/detail/enterprise-detail.service.js';
import { EnterpriseFreezeService } from '../../enterprise/freeze/enterprise-freeze.service.js';
import { EnterpriseListService } from '../../enterprise/search/enterprise-list.service.js';
import { EnterpriseLookupService } from '../../enterprise/enterprise-lookup.service.js';
import { IntegrityCheckService } from '../../integrity/integrity-check.service.js';
import { EventFeedService } from '../../event-feed/event-feed.service.js';
import { OrganizationAnnotationsService } from '../../organization/annotations/organization-annotations.service.js';
import { OrganizationCreationService } from '../../organization/managed/organization-creation.service.js';
import { OrganizationDeletionService } from '../../organization-deletion/organization-deletion.service.js';
import { OrganizationDirectoryService } from '../../organization/overview/organization-directory.service.js';
import { OrganizationLimitService } from '../../organization/limits/organization-limit.service.js';
import { OrganizationProfileService } from '../../organization/profile/organization-profile.service.js';
import { OrganizationStateService } from '../../organization/holds/organization-state.service.js';
import { OrganizationService } from '../../organization/organization.service.js';
import { RootOrganizationService } from '../../organization/roots/root-organization.service.js';
import { SubDomainReleaseService } from '../../organization/roots/sub-domain-release.service.js';
import { ReferenceSeed } from '../../reference/seed/reference.seed.js';
import { StartupService } from '../../startup/startup.service.js';
import { UserErasureService } from '../../user-erasure/user-erasure.service.js';
import { UserRoleListService } from '../../user/roles/user-role-list.service.js';
import { UserRolesService } from '../../user/roles/user-roles.service.js';
import { UserService } from '../../user/user.service.js';
import { WebhookDeliveryService } from '../../webhook/deliveries/webhook-delivery.service.js';
import { WebhookReplayService } from '../../webhook/deliveries/webhook-replay.service.js';
import { WebhookEndpointLookupService } from '../../webhook/endpoints/webhook-endpoint-lookup.service.js';
import { WebhookEndpointService } from '../../webhook/endpoints/webhook-endpoint.service.js';
import { EXIT, Failure } from '../output/failure.js';
import { operator } from './operator.js';

/**
 * `schema`: as the service needs it; `look`: a database in any state, or none; `connection`: no more than a
 * database that can be reached or created.
 */
export type Preparation = 'schema' | 'look' | 'connection';

/** The application without its HTTP side, for the length of one command. */
export interface CommandSession {
  /** The operator at the shell: permitted everything, and recorded in the audit log as `cli:<system user>`. */
  readonly ctx: CallContext;
  /** Where the database is, without its password. */
  readonly location: string;
  /** Whether there is a database: looking at SQLite must not create the file. */
  readonly isThere: boolean;
  readonly organizations: OrganizationService;
  readonly roots: RootOrganizationService;
  readonly creation: OrganizationCreationService;
  readonly profiles: OrganizationProfileService;
  readonly annotations: OrganizationAnnotationsService;
  readonly state: OrganizationStateService;
  readonly limits: OrganizationLimitService;
  readonly subDomains: SubDomainReleaseService;
  readonly deletion: OrganizationDeletionService;
  readonly directory: OrganizationDirectoryService;
  readonly enterpriseList: EnterpriseListService;
  readonly enterprises: EnterpriseDetailService;
  readonly enterpriseLookup: EnterpriseLookupService;
  readonly freezes: EnterpriseFreezeService;
  readonly enterpriseDeletion: EnterpriseDeletionService;
  readonly users: UserService;
  readonly roles: UserRolesService;
  readonly roleList: UserRoleListService;
  readonly erasure: UserErasureService;
  readonly tokens: AccessTokenService;
  readonly tokenList: AccessTokenListService;
  readonly tokenChanges: AccessTokenChangeService;
  readonly auditLog: AuditLogService;
  readonly auditNames: AuditNamesService;
  readonly feed: EventFeedService;
  readonly webhooks: WebhookEndpointService;
  readonly webhookLookup: WebhookEndpointLookupService;
  readonly deliveries: WebhookDeliveryService;
  readonly replays: WebhookReplayService;
  readonly connection: DatabaseConnection;
  readonly status: DatabaseStatusService;
  readonly backups: DatabaseBackupService;
  readonly seed: ReferenceSeed;
  readonly integrity: IntegrityCheckService;
  /** Receives a line for each step of long work. */
  readonly progress: (line: string) => void;
}

/**
 * Connects, does the work, and closes: nothing remains that would keep the process alive.
 * @throws Failure when the database is not there or has not the schema of this build, else what work throws
 */
export async function withSession<T>(
  env: Env,
  preparation: Preparation,
  progress: (line: string) => void,
  work: (session: CommandSession) => Promise<T>,
): Promise<T> {
  const isThere = !env.embedded || existsSync(locationOf(env));
  if (preparation === 'schema' && !isThere) refuseMissingFile(env);
  const app = await NestFactory.createApplicationContext(AppModule.register(env, 'command'), {
    logger: false,
    abortOnError: false,
  });
  try {
    if (isThere || preparation === 'connection') await app.get(DatabaseConnection).connect();
    if (preparation === 'schema') await prepareSchema(app);
    return await work({ ...sessionOf(app, env, progress), isThere });
  } finally {
    await app.close();
  }
}

function sessionOf(
  app: INestApplicationContext,
  env: Env,
  progress: CommandSession['progress'],
): Omit<CommandSession, 'isThere'> {
  return { ctx: operator(), location: locationOf(env), progress, ...servicesOf(app) };
}

/** The services of the commands. */
function servicesOf(app: INestApplicationContext) {
  return {
    organizations: app.get(OrganizationService),
    roots: app.get(RootOrganizationService),
    creation: app.get(OrganizationCreationService),
    profiles: app.get(OrganizationProfileService),
    annotations: app.get(OrganizationAnnotationsService),
    state: app.get(OrganizationStateService),
    limits: app.get(OrganizationLimitService),
    subDomains: app.get(SubDomainReleaseService),
    deletion: app.get(OrganizationDeletionService),
    directory: app.get(OrganizationDirectoryService),
    enterpriseList: app.get(EnterpriseListService),
    enterprises: app.get(EnterpriseDetailService),
    enterpriseLookup: app.get(EnterpriseLookupService),
    freezes: app.get(EnterpriseFreezeService),
    enterpriseDeletion: app.get(EnterpriseDeletionService),
    users: app.get(UserService),
    roles: app.get(UserRolesService),
    roleList: app.get(UserRoleListService),
    erasure: app.get(UserErasureService),
    tokens: app.get(AccessTokenService),
    tokenList: app.get(AccessTokenListService),
    tokenChanges: app.get(AccessTokenChangeService),
    auditLog: app.get(AuditLogService),
    auditNames: app.get(AuditNamesService),
    feed: app.get(EventFeedService),
    webhooks: app.get(WebhookEndpointService),
    webhookLookup: app.get(WebhookEndpointLookupService),
    deliveries: app.get(WebhookDeliveryService),
    replays: app.get(WebhookReplayService),
    connection: app.get(DatabaseConnection),
    status: app.get(DatabaseStatusService),
    backups: app.get(DatabaseBackupService),
    seed: app.get(ReferenceSeed),
    integrity: app.get(IntegrityCheckService),
  };
}

/** SQLite creates a missing file, so a mistyped DATA_DIR would leave an empty database behind. */
function refuseMissingFile(env: Env): never {
  const file = locationOf(env);
  throw new Failure(
    EXIT.unusable,
    'database_missing',
    `There is no database at ${file}: make one with \`tenantry db migrate\`, or set DATA_DIR or DATABASE_URL to the one you mean.`,
  );
}

function locationOf(env: Env): string {
  if (env.DATABASE_URL === undefined) return resolve(join(env.DATA_DIR, EMBEDDED_FILE));
  return shownDatabaseUrl(env.DATABASE_URL);
}

async function prepareSchema(app: INestApplicationContext): Promise<void> {
  const pending = await app.get(DatabaseConnection).pendingMigrations();
  if (pending.length > 0) {
    const lacks = `The schema lacks ${pending.length} of the migrations that this release needs`;
    throw new Failure(
      EXIT.unusable,
      'schema_missing',
      `${lacks}: run \`tenantry db migrate\`, then \`tenantry db seed\`.`,
    );
  }
  await app.get(StartupService).prepare(false);
}
