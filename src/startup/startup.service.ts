import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { newId } from '../common/ids.js';
import { DatabaseConnection } from '../database/connection.js';
import { EmbeddedDatabaseMissing } from '../database/embedded-driver.js';
import { ReferenceSeed } from '../reference/reference.seed.js';
import { ReferenceService } from '../reference/reference.service.js';
import { StartupSettings } from './startup.settings.js';

/** The database is there and has not been migrated; the message says what to do. */
export class SchemaMissing extends Error {}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const SEEDING_MS = 60_000;

/**
 * Gets from "started" to "can serve": connected, and where the configuration says so, migrated and seeded.
 *
 * An embedded database that cannot be used ends the start. A database elsewhere may be late: the service listens,
 * says that it is not ready, and goes on trying until it gets there.
 */
@Injectable()
export class Startup implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Startup.name);
  private readonly ended = new AbortController();

  constructor(
    private readonly connection: DatabaseConnection,
    private readonly seed: ReferenceSeed,
    private readonly references: ReferenceService,
    private readonly settings: StartupSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.waits) return;
    try {
      await this.prepare(this.settings.migratesAtStart);
    } catch (error) {
      if (this.settings.embedded || error instanceof EmbeddedDatabaseMissing) throw error;
      this.logger.error(`The database cannot be used yet and will be tried again: ${String(error)}`);
      void this.keepTrying();
    }
  }

  onApplicationShutdown(): void {
    this.ended.abort();
  }

  /**
   * One attempt at the whole way. Every step may be run again.
   * @param onProgress is given a line for each step of a long one
   */
  async prepare(
    migrates: boolean,
    onProgress: (line: string) => void = (line) => this.logger.log(line),
  ): Promise<void> {
    await this.connection.connect();
    if (migrates) await this.connection.migrate(onProgress);
    await this.connection.open();
    const ctx = startupContext();
    if (migrates) await this.seed.seed(ctx, onProgress);
    await this.loadReferences(ctx);
  }

  private async loadReferences(ctx: CallContext): Promise<void> {
    try {
      await this.references.load(ctx);
    } catch (cause) {
      throw new SchemaMissing('The schema cannot be read: run `tenantry db migrate` and `tenantry db seed`.', {
        cause,
      });
    }
  }

  private async keepTrying(): Promise<void> {
    const { signal } = this.ended;
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await delay(pause, undefined, { signal });
        await this.prepare(this.settings.migratesAtStart);
        this.logger.log('The database has been reached.');
        return;
      } catch (error) {
        if (!signal.aborted) this.logger.warn(`The database cannot be used yet: ${String(error)}`);
      }
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
