import type { Command } from 'commander';
import { auditListCommand } from './commands/audit/audit-list.js';
import { dbBackupCommand } from './commands/db/db-backup.js';
import { dbMigrateCommand } from './commands/db/db-migrate.js';
import { dbRestoreCommand } from './commands/db/db-restore.js';
import { dbSeedCommand } from './commands/db/db-seed.js';
import { dbStatusCommand } from './commands/db/db-status.js';
import { enterpriseDeleteCommand } from './commands/enterprise/enterprise-delete.js';
import { enterpriseListCommand } from './commands/enterprise/enterprise-list.js';
import { enterpriseShowCommand } from './commands/enterprise/enterprise-show.js';
import { enterpriseThawCommand } from './commands/enterprise/enterprise-thaw.js';
import { organizationActivateCommand } from './commands/organization/organization-activate.js';
import { organizationAnnotateCommand } from './commands/organization/organization-annotate.js';
import { organizationCreateCommand } from './commands/organization/organization-create.js';
import { organizationDeleteCommand } from './commands/organization/organization-delete.js';
import { organizationLimitCommand } from './commands/organization/organization-limit.js';
import { organizationListCommand } from './commands/organization/organization-list.js';
import { organizationReleaseCommand } from './commands/organization/organization-release.js';
import { organizationShowCommand } from './commands/organization/organization-show.js';
import { organizationSuspendCommand } from './commands/organization/organization-suspend.js';
import { organizationUnsuspendCommand } from './commands/organization/organization-unsuspend.js';
import { organizationUpdateCommand } from './commands/organization/organization-update.js';
import { tokenCreateCommand } from './commands/token/token-create.js';
import { tokenListCommand } from './commands/token/token-list.js';
import { tokenRegenerateCommand } from './commands/token/token-regenerate.js';
import { tokenRevokeCommand } from './commands/token/token-revoke.js';
import { tokenUpdateCommand } from './commands/token/token-update.js';
import { userCreateCommand } from './commands/user/user-create.js';
import { userEraseCommand } from './commands/user/user-erase.js';
import { userGrantCommand } from './commands/user/user-grant.js';
import { userRevokeCommand } from './commands/user/user-revoke.js';
import { userShowCommand } from './commands/user/user-show.js';
import { eventsTailCommand } from './commands/events/events-tail.js';
import { webhookCreateCommand } from './commands/webhook/webhook-create.js';
import { webhookListCommand } from './commands/webhook/webhook-list.js';
import { webhookShowCommand } from './commands/webhook/webhook-show.js';
import { webhookUpdateCommand } from './commands/webhook/webhook-update.js';
import { webhookDeleteCommand } from './commands/webhook/webhook-delete.js';
import { webhookRotateCommand } from './commands/webhook/webhook-rotate.js';
import { webhookTestCommand } from './commands/webhook/webhook-test.js';
import { webhookDeliveriesCommand } from './commands/webhook/webhook-deliveries.js';
import { webhookReplayCommand } from './commands/webhook/webhook-replay.js';
import type { Cli } from './support/cli.js';

type MakeCommand = (cli: Cli) => Command;

/** To add a command: one file with a function that returns it, and its name here. */
export const GROUPS: readonly (readonly [name: string, purpose: string, ...commands: MakeCommand[]])[] = [
  [
    'db',
    'The schema, the reference data and backups.',
    dbMigrateCommand,
    dbSeedCommand,
    dbStatusCommand,
    dbBackupCommand,
    dbRestoreCommand,
  ],
  [
    'organization',
    'Root organizations, and the state and limits of all organizations.',
    organizationCreateCommand,
    organizationListCommand,
    organizationShowCommand,
    organizationUpdateCommand,
    organizationAnnotateCommand,
    organizationActivateCommand,
    organizationSuspendCommand,
    organizationUnsuspendCommand,
    organizationLimitCommand,
    organizationDeleteCommand,
    organizationReleaseCommand,
  ],
  [
    'enterprise',
    'Enterprises, which are created through the API.',
    enterpriseListCommand,
    enterpriseShowCommand,
    enterpriseThawCommand,
    enterpriseDeleteCommand,
  ],
  [
    'user',
    'Users and their roles in organizations.',
    userCreateCommand,
    userShowCommand,
    userGrantCommand,
    userRevokeCommand,
    userEraseCommand,
  ],
  [
    'token',
    'Access tokens.',
    tokenCreateCommand,
    tokenListCommand,
    tokenUpdateCommand,
    tokenRegenerateCommand,
    tokenRevokeCommand,
  ],
  ['audit', 'The audit log.', auditListCommand],
  ['events', 'The feed of events.', eventsTailCommand],
  [
    'webhook',
    'Webhook endpoints, and what was sent to them.',
    webhookCreateCommand,
    webhookListCommand,
    webhookShowCommand,
    webhookUpdateCommand,
    webhookDeleteCommand,
    webhookRotateCommand,
    webhookTestCommand,
    webhookDeliveriesCommand,
    webhookReplayCommand,
  ],
];
