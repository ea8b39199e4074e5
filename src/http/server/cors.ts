import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * What a page may send and read beyond what browsers allow by default. It may send any header: its origin is listed in
 * the configuration, a call needs a token, and published clients send their versions in headers that change with them.
 */
const PAGES: FastifyCorsOptions = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: [
    'X-Request-Id',
    'Idempotent-Replayed',
    'Retry-After',
    'ETag',
    'Allow',
    'WWW-Authenticate',
    'X-Auth-Required',
    'X-Api-Schema',
    'X-Ratelimit-Limit',
    'X-Ratelimit-Permitted',
    'X-Ratelimit-Remaining',
    'X-Ratelimit-Reset',
  ],
  maxAge: 600,
};

/**
 * Lets pages of these origins call from a browser; without any there is no CORS header at all.
 *
 * Other requests are handled as usual: by default the plugin would answer every other OPTIONS with a plain text of its
 * own, also those that core-v1 answers.
 */
export async function installCors(instance: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await instance.register(cors, {
    delegator: (request, decide) => decide(null, corsFor(request, origins)),
  });
}

function corsFor({ headers }: FastifyRequest, origins: readonly string[]): FastifyCorsOptions {
  const { origin } = headers;
  if (origin === undefined || !origins.includes(origin)) return { origin: false };
  return { ...PAGES, origin, preflight: headers['access-control-request-method'] !== undefined };
}
