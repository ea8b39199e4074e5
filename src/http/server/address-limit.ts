import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bearerOf } from '../../auth/bearer.js';
import { DomainError } from '../../common/errors.js';
import { networkOfClient } from '../../common/networks.js';
import type { AddressLimits } from './address-limits.js';
import { addressOf } from '../../auth/client-address.js';

/** What an invalid token counts, since it costs a look-up in the database. */
const BAD_TOKEN = 5;
/** Probes of a balancer come from one address, and a service that refuses them is taken out of rotation. */
const PROBES = '/health/';

/**
 * Limits the calls of each client address without a valid token, before such a call costs anything: its body is not
 * read and its token is not looked up. Calls with a valid token count for the token alone. A token that this process
 * has found valid is served even if its address has reached the limit: the address may be shared.
 * @param isKnown whether a secret has been found valid; without a database query
 */
export function installAddressLimit(
  instance: FastifyInstance,
  limits: AddressLimits,
  isKnown: (secret: string) => boolean,
): void {
  if (limits.perMinute === 0) return;
  instance.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith(PROBES)) {
      done();
      return;
    }
    const client = networkOfClient(addressOf(request) ?? request.socket.remoteAddress ?? '');
    const wait = limits.waitOf(client);
    if (wait > 0 && !hasKnownToken(request, isKnown)) throw tooOften(limits.perMinute, wait);
    // Not when it is answered: a client that leaves before that has cost the same.
    reply.raw.on('close', () => {
      const points = pointsOf(request);
      if (points > 0) limits.use(client, points);
    });
    done();
  });
}

function hasKnownToken({ headers }: FastifyRequest, isKnown: (secret: string) => boolean): boolean {
  const secret = bearerOf(headers.authorization);
  return secret !== undefined && isKnown(secret);
}

function pointsOf({ hasValidToken, refusal }: FastifyRequest): number {
  // Where the service could not serve, the token was not checked.
  if (hasValidToken === true || refusal === 'unavailable') return 0;
  return refusal === 'invalid_token' ? BAD_TOKEN : 1;
}

function tooOften(totalPermitted: number, waitMs: number): DomainError {
  return new DomainError('rate_limited', { totalPermitted, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) });
}
