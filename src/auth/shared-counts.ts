import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { RateLimitStatus } from '../common/rate-limit-status.js';
import { type CallCounts, canBeReturned, COUNTING, LocalCounts, statusOf } from './call-counts.js';

/** How long a call waits for Redis. With the time that the process itself takes it stays below 50 ms. */
const PATIENCE_MS = 25;
const CONNECT_WITHIN_MS = 2_000;
/** A connection on which nothing comes back for so long is replaced: it may be cut without any notice. */
const SILENT_MS = 2_000;
const MAX_RETRY_MS = 2_000;

/**
 * As the driver's `commandTimeout`, but for a process that was busy: a timer is called ahead of an answer that has
 * arrived meanwhile, so the answer gets its turn first.
 */
function withinPatience<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => setImmediate(reject, new Error(`No answer within ${PATIENCE_MS} ms.`));
    const timer = setTimeout(late, PATIENCE_MS);
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The library's insurance: the counts of this process, asked where Redis has failed. */
class Insurance extends RateLimiterMemory {
  constructor(
    private readonly counter: RateLimiterMemory,
    private readonly onFailure: () => void,
  ) {
    super(COUNTING);
  }

  override consume(key: string): ReturnType<RateLimiterMemory['consume']> {
    this.onFailure();
    return this.counter.consume(key);
  }

  /** That call was counted here before. */
  override penalty(key: string): ReturnType<RateLimiterMemory['penalty']> {
    this.onFailure();
    return this.counter.penalty(key, 0);
  }

  /** What is counted here is without the call already. */
  override reward(key: string): ReturnType<RateLimiterMemory['reward']> {
    return this.counter.reward(key, 0);
  }
}

/**
 * The counts of all replicas together, in Redis or Valkey: one round trip for each call that is counted.
 *
 * Redis is never in the way. Where it is away, hangs, is slow or refuses, this process counts alone, from the last
 * count that it has seen: what was sent meanwhile waits at most 25 ms, and what comes then does not wait at all, until
 * Redis has answered one in time. The failure is logged once, and that Redis is back. The URL, which may have a password,
 * is never logged.
 */
export class SharedCounts implements CallCounts {
  private readonly logger = new Logger(SharedCounts.name);
  private readonly local: LocalCounts;
  private readonly limiter: RateLimiterRedis;
  private isDown = false;
  private failedAt = -Infinity;
  private heardAt = -Infinity;
  private lastError = 'not connected yet';

  private constructor(private readonly redis: Redis) {
    redis.on('error', (error: NodeJS.ErrnoException) => (this.lastError = error.code ?? error.message));
    for (const change of ['connect', 'ready', 'close']) redis.on(change, () => (this.heardAt = performance.now()));
    const counter = new RateLimiterMemory(COUNTING);
    this.local = new LocalCounts(undefined, counter);
    this.limiter = new RateLimiterRedis({
      ...COUNTING,
      storeClient: redis,
      keyPrefix: 'tenantry:calls',
      rejectIfRedisNotReady: true,
      insuranceLimiter: new Insurance(counter, () => this.noteFailure()),
    });
  }

  /** Begins to connect, and does not wait for it. The driver is loaded here, for those alone who use it. */
  static async begin(url: string): Promise<SharedCounts> {
    // By its default: a bundle has no names of what is CommonJS.
    const { default: ioredis } = await import('ioredis');
    class ImpatientRedis extends ioredis.Redis {
      override sendCommand(...command: Parameters<Redis['sendCommand']>): Promise<unknown> {
        const answer = Promise.resolve(super.sendCommand(...command));
        // Not the driver's own commands: it waits for them in other ways.
        return command[0].name.startsWith('eval') ? withinPatience(answer) : answer;
      }
    }
    const redis = new ImpatientRedis(url, {
      connectionName: 'tenantry',
      connectTimeout: CONNECT_WITHIN_MS,
      disconnectTimeout: PATIENCE_MS,
      enableOfflineQueue: false,
      // A call that was counted here instead must not be counted there later.
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(times * 100, MAX_RETRY_MS),
    });
    return new SharedCounts(redis);
  }

  async count(key: string, permitted: number): Promise<RateLimitStatus> {
    if (this.isDown) return this.countHere(key, permitted);
    const status = statusOf(await this.limiter.consume(key), permitted);
    if (status.exceeded) this.giveBack(key, status.resetMs);
    this.local.continueFrom(key, status);
    return status;
  }

  giveBack(key: string, resetMs: number): void {
    if (!canBeReturned(resetMs)) return;
    if (this.isDown) this.local.giveBack(key, resetMs);
    else void this.limiter.reward(key);
  }

  close(): void {
    this.redis.disconnect();
    this.local.close();
  }

  /** Redis hears of the call without being waited for: one that is only slow has the whole count when it is back. */
  private async countHere(key: string, permitted: number): Promise<RateLimitStatus> {
    const status = await this.local.count(key, permitted);
    this.replaceSilentConnection();
    if (!status.exceeded && this.redis.status === 'ready') void this.tellRedis(key, permitted);
    return status;
  }

  /** The driver's `socketTimeout` outlives a connection that was closed, and ends the next one. */
  private replaceSilentConnection(): void {
    const now = performance.now();
    if (now - this.heardAt < SILENT_MS || !['connect', 'ready'].includes(this.redis.status)) return;
    this.heardAt = now;
    this.redis.disconnect(true);
  }

  private async tellRedis(key: string, permitted: number): Promise<void> {
    const began = performance.now();
    const counted = await this.limiter.penalty(key);
    if (this.failedAt >= began) return;
    this.heardAt = began;
    this.local.continueFrom(key, statusOf(counted, permitted));
    if (this.isDown) this.noteReturn();
  }

  private noteFailure(): void {
    this.failedAt = performance.now();
    if (this.isDown) return;
    this.isDown = true;
    this.heardAt = this.failedAt;
    const reason = this.redis.status === 'ready' ? 'it did not answer in time, or refused' : this.lastError;
    this.logger.warn(
      `The Redis of RATE_LIMIT_REDIS_URL cannot be used (${reason}): until it can, each replica counts calls by itself.`,
    );
  }

  private noteReturn(): void {
    this.isDown = false;
    this.logger.log('The Redis of RATE_LIMIT_REDIS_URL can be used again: calls are counted over all replicas.');
  }
}
