import { Injectable } from '@nestjs/common';
import { Pool } from 'undici';
import { WebhookNetworks } from '../webhook-networks.js';
import { beginningOf } from './answer-beginning.js';
import type { Attempt, DeliveryError } from './attempt.js';
import { checkedConnector, ConnectionRefusal } from './checked-connector.js';
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
export class WebhookSender {
  constructor(
    private readonly networks: WebhookNetworks,
    private readonly resolver: NameResolver,
    /** `attemptMs`: for everything from the look-up of the name to the end of the answer. */
    private readonly limits: { readonly attemptMs: number },
  ) {}

  /**
   * Sends the messages at the same time, on connections of this call alone.
   * @param stop ends what is under way
   * @returns the attempt for each message; undefined for what `stop` ended, of which it is not known whether it arrived
   */
  async send(
    target: WebhookTarget,
    messages: readonly WebhookMessage[],
    stop: AbortSignal,
  ): Promise<(Attempt | undefined)[]> {
    const { attemptMs } = this.limits;
    const signal = AbortSignal.any([AbortSignal.timeout(attemptMs), stop]);
    const allows = (protocol: string, address: string) =>
      this.networks.allows(target.organizationId, protocol, address);
    const connect = checkedConnector({ resolver: this.resolver, allows, signal, timeoutMs: attemptMs });
    const { origin, pathname, search } = new URL(target.url);
    const pool = new Pool(origin, { connect, connections: messages.length, headersTimeout: 0, bodyTimeout: 0 });
    const post = async (message: WebhookMessage): Promise<Attempt | undefined> => {
      const began = performance.now();
      try {
        const headers = signedHeaders(message, target.secrets);
        const path = `${pathname}${search}`;
        const answer = await pool.request({ method: 'POST', path, headers, body: message.body, signal });
        const { statusCode: status } = answer;
        const beginning = await beginningOf(answer.body);
        const retryAfter = retryAfterMs(answer.headers['retry-after']);
        const tookMs = performance.now() - began;
        return { status, error: errorOf(status), answer: beginning, retryAfterMs: retryAfter, tookMs };
      } catch (error) {
        if (stop.aborted) return undefined;
        const tookMs = performance.now() - began;
        return { status: null, error: reasonOf(error, signal), answer: null, retryAfterMs: null, tookMs };
      }
    };
    try {
      return await Promise.all(messages.map(post));
    } finally {
      await pool.destroy();
    }
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
