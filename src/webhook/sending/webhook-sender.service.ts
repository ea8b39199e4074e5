import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'undici';
import { WebhookNetworks } from '../webhook-networks.js';
import { beginningOf } from './answer-beginning.js';
import type { Attempt, DeliveryError } from './attempt.js';
import { ConnectionRefusal } from './checked-connector.js';
import { type ConnectionLimits, KeptConnections } from './kept-connections.js';
import { NameResolver } from './name-resolver.js';
import { retryAfterMs } from './retry-after.js';
import { signedHeaders, type WebhookMessage } from './webhook-message.js';

/** Where messages go, and what signs them. */
export interface WebhookTarget {
  /** '' for an endpoint of the operator. */
  readonly organizationId: string;
  readonly url: string;
  readonly secrets: readonly string[];
}

const TLS_ERROR = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;
const CONNECT_ERROR = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN)$/;
const TIMEOUT = /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/;

/** Sends messages to endpoints. It reads no proxy from the environment, follows no redirect and keeps no cookie. */
@Injectable()
export class WebhookSender implements OnApplicationShutdown {
  private readonly connections: KeptConnections;

  constructor(
    networks: WebhookNetworks,
    resolver: NameResolver,
    private readonly limits: ConnectionLimits,
  ) {
    this.connections = new KeptConnections(networks, resolver, limits);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connections.end();
  }

  /**
   * Sends the messages at the same time, each on a connection of its own, which is kept for the next ones.
   * @param stop ends what is under way
   * @returns the attempt for each message; undefined for what `stop` ended, of which it is not known whether it arrived
   */
  async send(
    target: WebhookTarget,
    messages: readonly WebhookMessage[],
    stop: AbortSignal,
  ): Promise<(Attempt | undefined)[]> {
    const { origin } = new URL(target.url);
    const limit = AbortSignal.any([AbortSignal.timeout(this.limits.attemptMs), stop]);
    return this.connections.use(target.organizationId, origin, limit, (pool) => {
      const post = async (message: WebhookMessage): Promise<Attempt | undefined> => {
        const attempt = await attempted(pool, target, message, limit);
        return attempt.status === null && stop.aborted ? undefined : attempt;
      };
      return Promise.all(messages.map(post));
    });
  }
}

async function attempted(
  pool: Pool,
  { url, secrets }: WebhookTarget,
  message: WebhookMessage,
  signal: AbortSignal,
): Promise<Attempt> {
  const { pathname, search } = new URL(url);
  const began = performance.now();
  try {
    const headers = signedHeaders(message, secrets);
    const path = `${pathname}${search}`;
    const answer = await pool.request({ method: 'POST', path, headers, body: message.body, signal });
    const { statusCode: status } = answer;
    const beginning = await beginningOf(answer.body);
    const retryAfter = retryAfterMs(answer.headers['retry-after']);
    const tookMs = performance.now() - began;
    return { status, error: errorOf(status), answer: beginning, retryAfterMs: retryAfter, tookMs };
  } catch (error) {
    const tookMs = performance.now() - began;
    return { status: null, error: reasonOf(error, signal), answer: null, retryAfterMs: null, tookMs };
  }
}

function errorOf(status: number): DeliveryError | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
}

function reasonOf(error: unknown, signal: AbortSignal): DeliveryError {
  if (signal.aborted) return 'timed_out';
  // Several addresses were tried: the first says as much as the others.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  if (first instanceof ConnectionRefusal) return first.reason;
  const { code = '' } = first as { readonly code?: string };
  if (TIMEOUT.test(code)) return 'timed_out';
  if (TLS_ERROR.test(code)) return 'tls_failed';
  return CONNECT_ERROR.test(code) ? 'not_connected' : 'connection_broken';
}
