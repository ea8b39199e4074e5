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
import { BackgroundWork } from './background-work.js';
import { OPERATOR_TOKEN_FILE } from './first-start.service.js';
import { ConnectionRetryLog } from './connection-retry-log.js';
import { StartupSettings } from './startup.settings.js';

/** The database can be reached, but has no schema or no reference data; the message says what to do. */
export class SchemaMissing extends Error {}

/** How long the port stays closed for a database that needs a moment. */
const PATIENCE_MS = 5_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const SEEDING_MS = 60_000;
/** Connecting takes three seconds at most; this also covers the first statements. */
const MAX_ANSWER_MS = 10_000;
/** The database, with its latest writes, and the operator's token. */
const DATA_FILES = [EMBEDDED_FILE, `${EMBEDDED_FILE}-wal`, `${EMBEDDED_FILE}-shm`, OPERATOR_TOKEN_FILE];

/**
 * Prepares the service until it is ready: connects and, if so configured, migrates and seeds.
 *
 * An embedded database that cannot be used ends the start, and so does a schema of a newer release. A database server
 * may become available later, or take long to migrate: the service listens within five seconds nevertheless, reports
 * that it is not ready, and retries until it succeeds.
 */
@Injectable()
export class StartupService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(StartupService.name);
  private readonly retries = new ConnectionRetryLog(this.logger);
  private readonly stopped = new AbortController();
  private trying: Promise<void> = Promise.resolve();
  /** Whether a migration or the seeding has begun and not ended. */
  private isMigrating = false;
  private isListening = false;
  /** The error that ends the start, since no retry can succeed. */
  private refusal: UnknownSchema | undefined;

  constructor(
    private readonly connection: DatabaseConnection,
    private readonly seed: ReferenceSeed,
    private readonly references: ReferenceService,
    private readonly readiness: Readiness,
    private readonly settings: StartupSettings,
    private readonly background: BackgroundWork,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { embedded, migratesAtStart, waits } = this.settings;
    if (waits) return;
    if (embedded) return this.prepareEmbedded(migratesAtStart);
    if (migratesAtStart) this.logger.log('Migrating and seeding, after any other process that is doing so.');
    const first = this.attempt();
    this.trying = this.keepTrying(first);
    await Promise.race([first, delay(PATIENCE_MS, undefined, { ref: false })]);
    this.isListening = true;
    if (this.refusal === undefined) return;
    this.stopped.abort();
    throw this.refusal;
  }

  private async prepareEmbedded(migrates: boolean): Promise<void> {
    await this.prepare(migrates);
    const commands = await permissionRepairs(this.settings.dataDir, DATA_FILES);
    if (commands.length === 0) return;
    this.logger.warn(`Other users of this machine can read the data in DATA_DIR: ${commands.join(' && ')}`);
  }

  /** Stops retrying. A migration or seeding that has begun is completed first. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    if (this.isMigrating) await this.trying;
  }

  /**
   * One attempt at everything. Each step can be repeated.
   * @param onProgress gets one line for each step of a migration or seeding
   */
  async prepare(
    migrates: boolean,
    onProgress: (line: string) => void = (line) => this.logger.log(line),
  ): Promise<void> {
    await this.withinLimit(this.connection.connect());
    await (migrates ? this.connection.migrate(onProgress) : this.connection.refuseUnknownSchema());
    this.connection.open();
    const ctx = startupContext();
    if (migrates) await this.seed.seed(ctx, onProgress);
    if (this.settings.waits) {
      // What is incomplete a command may be about to repair.
      await this.references.loadCountries(ctx);
    } else {
      await this.assertComplete(ctx);
      await this.references.load(ctx);
    }
    this.readiness.begin();
    if (!this.settings.waits) this.background.begin();
  }

  /**
   * Limits the wait for a connection that was accepted and then gets no answer, as behind some proxies. The embedded
   * database has its own limit for the lock of its file.
   */
  private withinLimit<T>(work: Promise<T>): Promise<T> {
    if (this.settings.embedded) return work;
    const tooLate = delay(MAX_ANSWER_MS, undefined, { ref: false }).then(() => {
      throw new Error(`it did not answer within ${MAX_ANSWER_MS / 1_000} seconds`);
    });
    return Promise.race([work, tooLate]);
  }

  private async assertComplete(ctx: CallContext): Promise<void> {
    const lack = await this.readiness.lacks(ctx);
    if (lack !== undefined) throw new SchemaMissing(`${lack} With DB_MIGRATE=auto the start does so.`);
  }

  private async keepTrying(first: Promise<boolean>): Promise<void> {
    const { signal } = this.stopped;
    let done = await first;
    for (let pause = FIRST_PAUSE_MS; !done && !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await delay(pause, undefined, { signal }).catch(() => undefined);
      done = signal.aborted || (await this.attempt());
    }
  }

  private async attempt(): Promise<boolean> {
    try {
      await this.prepare(this.settings.migratesAtStart, (line) => {
        this.isMigrating = true;
        this.logger.log(line);
      });
      this.retries.reached();
      return true;
    } catch (error) {
      if (error instanceof UnknownSchema && !this.isListening) this.refusal = error;
      else if (!this.stopped.signal.aborted) this.retries.failed(error);
      return false;
    } finally {
      this.isMigrating = false;
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
