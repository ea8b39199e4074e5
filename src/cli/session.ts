import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AppModule } from '../app.module.js';
import { AccessTokenService } from '../auth/access-token.service.js';
import type { CallContext } from '../common/call-context.js';
import { newId } from '../common/ids.js';
import type { Env } from '../config/env.js';
import { DatabaseConnection } from '../database/connection.js';
import { EMBEDDED_FILE } from '../database/data-source.js';
import { Migrator } from '../database/migrator.js';
import { OrganizationCreation } from '../organization/organization-creation.service.js';
import { OrganizationState } from '../organization/organization-state.service.js';
import { OrganizationService } from '../organization/organization.service.js';
import { ReferenceSeed } from '../reference/reference.seed.js';
import { Startup } from '../startup/startup.service.js';
import { UserService } from '../user/user.service.js';
import { EXIT, Failure } from './failure.js';

const PATIENCE_MS = 60_000;
/** The audit's column for who acted has 255 characters. */
const MAX_ACTOR = 255;

/** `schema`: as the service needs it; `connection`: no more than a database that can be reached. */
export type Preparation = 'schema' | 'connection';

/** The application without its HTTP side, for the length of one command. */
export interface Session {
  /** The operator at his shell. He is refused nothing, and named in the audit as `cli:<system user>`. */
  readonly ctx: CallContext;
  readonly organizations: OrganizationService;
  readonly creation: OrganizationCreation;
  readonly state: OrganizationState;
  readonly users: UserService;
  readonly tokens: AccessTokenService;
  readonly connection: DatabaseConnection;
  readonly seed: ReferenceSeed;
  /** Is given a line for each step of what takes long. */
  readonly progress: (line: string) => void;
}

/**
 * Connects, does the work, and closes: nothing is left that would keep the process alive.
 * @throws Failure when the database is not there or has not the schema of this build, else what connecting and work
 *   throw
 */
export async function withSession<T>(
  env: Env,
  preparation: Preparation,
  progress: (line: string) => void,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  if (preparation === 'schema') refuseMissingFile(env);
  const app = await NestFactory.createApplicationContext(AppModule.register(env, 'command'), {
    logger: false,
    abortOnError: false,
  });
  try {
    await app.get(DatabaseConnection).connect();
    if (preparation === 'schema') await prepareSchema(app);
    return await work({
      ctx: operator(),
      organizations: app.get(OrganizationService),
      creation: app.get(OrganizationCreation),
      state: app.get(OrganizationState),
      users: app.get(UserService),
      tokens: app.get(AccessTokenService),
      connection: app.get(DatabaseConnection),
      seed: app.get(ReferenceSeed),
      progress,
    });
  } finally {
    await app.close();
  }
}

/** SQLite would make an empty file where there is none, so a mistyped DATA_DIR would leave one behind. */
function refuseMissingFile(env: Env): void {
  const file = resolve(join(env.DATA_DIR, EMBEDDED_FILE));
  if (!env.embedded || existsSync(file)) return;
  throw new Failure(
    EXIT.unusable,
    'database_missing',
    `There is no database at ${file}: make one with \`tenantry db migrate\`, or set DATA_DIR or DATABASE_URL to the one you mean.`,
  );
}

async function prepareSchema(app: INestApplicationContext): Promise<void> {
  const pending = await new Migrator(app.get(DataSource)).pending();
  if (pending.length > 0) {
    const lacks = `The schema lacks ${pending.length} of the migrations that this release needs`;
    throw new Failure(
      EXIT.unusable,
      'schema_missing',
      `${lacks}: run \`tenantry db migrate\`, then \`tenantry db seed\`.`,
    );
  }
  await app.get(Startup).prepare(false);
}

function operator(): CallContext {
  return {
    requestId: newId(),
    actor: { kind: 'system', name: `cli:${systemUser()}`.slice(0, MAX_ACTOR) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
}

/** In a container the process may run as a number that no user has. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
