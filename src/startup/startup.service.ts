import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { newId } from '../common/ids.js';
import { DatabaseConnection } from '../database/connection/connection.js';
import { permissionRepairs } from '../database/sqlite/data-directory.js';
import { EMBEDDED_FILE } from '../database/connection/data-source.js';
import { UnknownSchema } from '../database/connection/unknown-schema.js';
import { Readiness } from '../database/connection/readiness.js';
import { ReferenceSeed } from '../reference/seed/reference.seed.js';
import { ReferenceService } from '../reference/reference.service.js';
import { OPERATOR_TOKEN_FILE } from './first-start.service.js';
import { ConnectionRetryLog } from './connection-retry-log.js';
import { StartupSettings } from './startup.settings.js';

/** The database is there and lacks its schema or its reference data; the message says what to do. */
export class SchemaMissing extends Error {}

/** How long the port stays closed for a database that is there and needs a moment. */
const PATIENCE_MS = 5_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const SEEDING_MS = 60_000;
/** Connecting takes three seconds at most; this is for the first words on the connection. */
const ANSWERS_WITHIN_MS = 10_000;
/** With what was written last, and the key to it all. */
const DATA_FILES = [EMBEDDED_FILE, `${EMBEDDED_FILE}-wal`, `${EMBEDDED_FILE}-shm`, OPERATOR_TOKEN_FILE];

/**
 * Gets from "started" to "can serve": connected, and where the configuration says so, migrated and seeded.
 *
 * An embedded database that cannot be used ends the start, and so does a schema that a newer release has made. A
 * database elsewhere may be late, or long in migrating: the service listens within five seconds all the same, says that
 * it is not ready, and goes on trying until it gets there.
 */
@Injectable()
export class StartupService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(StartupService.name);
  private readonly late = new ConnectionRetryLog(this.logger);
  private readonly ended = new AbortController();
  private trying: Promise<void> = Promise.resolve();
  /** Whether a migration or the seeding has begun and is not done. */
  private midway = false;
  private listens = false;
  /** What ends the start, because waiting mends it no more. */
  private refusal: UnknownSchema | undefined;

  constructor(
    private readonly connection: DatabaseConnection,
    private readonly seed: ReferenceSeed,
    private readonly references: ReferenceService,
    private readonly readiness: Readiness,
    private readonly settings: StartupSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { embedded, migratesAtStart, waits } = this.settings;
    if (waits) return;
    if (embedded) return this.prepareEmbedded(migratesAtStart);
    if (migratesAtStart) this.logger.log('Migrating and seeding, after any other process that is doing so.');
    const first = this.attempt();
    this.trying = this.keepTrying(first);
    await Promise.race([first, delay(PATIENCE_MS, undefined, { ref: false })]);
    this.listens = true;
    if (this.refusal === undefined) return;
    this.ended.abort();
    throw this.refusal;
  }

  private async prepareEmbedded(migrates: boolean): Promise<void> {
    await this.prepare(migrates);
    const commands = await permissionRepairs(this.settings.dataDir, DATA_FILES);
    if (commands.length === 0) return;
    this.logger.warn(`Other users of this machine can read the data in DATA_DIR: ${commands.join(' && ')}`);
  }

  /** Tries no more. A migration or a seeding that has begun is finished: half of one would be the next start's work. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended.abort();
    if (this.midway) await this.trying;
  }

  /**
   * One attempt at the whole way. Every step may be run again.
   * @param onProgress is given a line for each step of a long one
   */
  async prepare(
    migrates: boolean,
    onProgress: (line: string) => void = (line) => this.logger.log(line),
  ): Promise<void> {
    await this.answered(this.connection.connect());
    await (migrates ? this.connection.migrate(onProgress) : this.connection.refuseUnknownSchema());
    this.connection.open();
    const ctx = startupContext();
    if (migrates) await this.seed.seed(ctx, onProgress);
    // A command may be the one that mends it.
    if (!this.settings.waits) await this.refuseLack(ctx);
    await this.references.load(ctx);
    this.readiness.begin();
  }

  /**
   * A connection that was accepted and then forgotten by whatever stands between would be waited for without end. The
   * embedded database has a patience of its own, with whoever holds the file's lock.
   */
  private answered<T>(work: Promise<T>): Promise<T> {
    if (this.settings.embedded) return work;
    const tooLate = delay(ANSWERS_WITHIN_MS, undefined, { ref: false }).then(() => {
      throw new Error(`it did not answer within ${ANSWERS_WITHIN_MS / 1_000} seconds`);
    });
    return Promise.race([work, tooLate]);
  }

  private async refuseLack(ctx: CallContext): Promise<void> {
    const lack = await this.readiness.lacks(ctx);
    if (lack !== undefined) throw new SchemaMissing(`${lack} With DB_MIGRATE=auto the start does so.`);
  }

  private async keepTrying(first: Promise<boolean>): Promise<void> {
    const { signal } = this.ended;
    let done = await first;
    for (let pause = FIRST_PAUSE_MS; !done && !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await delay(pause, undefined, { signal }).catch(() => undefined);
      done = signal.aborted || (await this.attempt());
    }
  }

  private async attempt(): Promise<boolean> {
    try {
      await this.prepare(this.settings.migratesAtStart, (line) => {
        this.midway = true;
        this.logger.log(line);
      });
      this.late.reached();
      return true;
    } catch (error) {
      if (error instanceof UnknownSchema && !this.listens) this.refusal = error;
      else if (!this.ended.signal.aborted) this.late.failed(error);
      return false;
    } finally {
      this.midway = false;
    }
  }
}

function startupContext(): CallContext {
  return {
    requestId: newId(),
    actor: { kind: 'system', name: 'startup' },
    signal: AbortSignal.timeout(SEEDING_MS),
  };
}
