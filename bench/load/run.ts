import { Connection, type Tally } from './connection.js';
import type { Request } from './request.js';
import type { Target } from './target.js';
import { percentile } from '../report/statistics.js';

/** A number of connections that make the calls of one workload. */
export interface Stream {
  readonly name: string;
  readonly connections: number;
  readonly next: () => Request;
}

/** Ends by time, or by a number of calls of all streams together. */
export type Limit = { readonly seconds: number } | { readonly calls: number };

/** What came of a stream; latencies in milliseconds. Calls that failed are in no other figure. */
export interface StreamResult {
  readonly answers: number;
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly failures: Readonly<Record<string, number>>;
  readonly sample?: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Runs streams side by side against one candidate. The calls that are under way at the end are waited for. */
export async function run(target: Target, streams: readonly Stream[], limit: Limit): Promise<StreamResult[]> {
  const began = performance.now();
  const isOver = over(limit, began);
  return Promise.all(
    streams.map(async ({ connections, next }) => {
      const tally: Tally = { latencies: [], statuses: new Map(), failures: new Map() };
      const source = { port: target.port, token: target.token, next: () => (isOver() ? undefined : next()) };
      await Promise.all(Array.from({ length: connections }, () => new Connection(source, tally).run()));
      return resultOf(tally, (performance.now() - began) / 1_000);
    }),
  );
}

function over(limit: Limit, began: number): () => boolean {
  if ('calls' in limit) {
    let calls = 0;
    return () => calls++ >= limit.calls;
  }
  const end = began + limit.seconds * 1_000;
  return () => performance.now() >= end;
}

function resultOf({ latencies, statuses, failures, sample }: Tally, seconds: number): StreamResult {
  const sorted = Float64Array.from(latencies).sort();
  return {
    answers: sorted.length,
    statuses: Object.fromEntries(statuses),
    failures: Object.fromEntries(failures),
    ...(sample !== undefined && { sample }),
    perSecond: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}
