import type { FastifyRequest } from 'fastify';
import { forwardedAddress, plainAddress } from '../common/networks.js';

/** Where a request comes from; undefined where a trusted proxy passes on what is no address. */
export function addressOf({ ip }: FastifyRequest): string | undefined {
  return plainAddress(forwardedAddress(ip));
}
