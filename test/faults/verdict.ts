import { IntegrityCheckService, type InvariantResult } from '../../src/integrity/integrity-check.service.js';
import { loadEnv } from '../../src/config/env.js';
import { startApp, type TestApp } from '../support/harness.js';
import type { Load } from '../support/scenes/acknowledged.js';

/** What a database is found to be after a storm: nothing but empty lists where it kept every promise. */
export interface Verdict {
  /** Answered, and not there. */
  readonly lost: readonly string[];
  /** There, though no call was answered with it: each call was repeated until it was. */
  readonly unknown: readonly string[];
  /** Keys that were answered with two enterprises. */
  readonly contradictions: readonly string[];
  /** The invariants of `tenantry check` that are broken. */
  readonly broken: readonly string[];
  /** Answers that no fault explains. */
  readonly failures: readonly string[];
}

export const FLAWLESS: Verdict = { lost: [], unknown: [], contradictions: [], broken: [], failures: [] };

/** What `tenantry check` finds broken. */
export async function brokenInvariants({ app }: Pick<TestApp, 'app'>): Promise<InvariantResult[]> {
  const check = app.get(IntegrityCheckService, { strict: false });
  const results = await check.check({ signal: AbortSignal.timeout(60_000) });
  return results.filter(({ broken }) => broken > 0);
}

/** Compares what a load heard with what the database has; `variables` name it. */
export async function verdictOn(load: Load, variables: Record<string, string>): Promise<Verdict> {
  const app = await startApp(loadEnv({ ...variables, LOG_LEVEL: 'silent' }));
  try {
    const { lost, unknown } = await load.differences(app.sql);
    return {
      lost,
      unknown,
      contradictions: load.heard.contradictions,
      broken: (await brokenInvariants(app)).map(({ name }) => name),
      failures: Object.keys(load.heard.words).filter((word) => !/^(200|503 |409 |no answer)/.test(word)),
    };
  } finally {
    await app.close();
  }
}
