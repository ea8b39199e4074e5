import type { FastifyReply, FastifyRequest } from 'fastify';
import { preconditionOf } from '../http/headers/if-match.js';
import { codingFor, type Document } from './fixed-document.js';

/** The headers of a document. */
interface Manner {
  readonly type: string;
  /** How long it may be cached without revalidation. */
  readonly cache?: string;
}

/**
 * Sends a document in the coding that the client prefers, or 304 to a client that has it already.
 * @returns what the handler returns
 */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: Document,
  { type, cache = 'no-cache' }: Manner,
): Buffer | undefined {
  const { 'accept-encoding': accepted, 'if-none-match': known } = request.headers;
  const coding = codingFor(typeof accepted === 'string' ? accepted : undefined, document.codings);
  const tag = coding === 'identity' ? document.tag : `${document.tag}-${coding}`;
  varyBy('Accept-Encoding', reply);
  reply.header('etag', `"${tag}"`).header('cache-control', cache);
  if (has(known, document.tag)) {
    reply.code(304);
    return undefined;
  }
  if (coding !== 'identity') reply.header('content-encoding', coding);
  reply.header('content-type', type);
  return document.bytes(coding);
}

/** Adds to the headers of a request by which the answer differs. */
export function varyBy(name: string, reply: FastifyReply): void {
  reply.header('vary', [reply.getHeader('vary') ?? [], name].flat().join(', '));
}

/** Whether the client names this content as one that it has, in whatever coding (RFC 9110 §13.1.2). */
function has(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  try {
    return preconditionOf(ifNoneMatch).allows(tag);
  } catch {
    return false;
  }
}
