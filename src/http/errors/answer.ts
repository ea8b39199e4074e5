import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DomainError } from '../../common/errors.js';
import { dialectFor } from '../../dialects/dialects.js';
import { normaliseError } from './normalise-error.js';

/** An error, ready for the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The headers of every answer, errors included: answers hold tenants' data, for their caller alone, and are no pages. */
export function commonHeaders(requestId: string): Record<string, string> {
  return {
    'x-request-id': requestId,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  };
}

/** Renders an error in the dialect of the path; the only renderer. */
export function render(error: DomainError, path: string, requestId: string): WireAnswer {
  const dialect = dialectFor(path);
  const { status, headers, body } = dialect.renderError(error, requestId);
  return {
    status,
    headers: { ...commonHeaders(requestId), 'content-type': dialect.contentType, ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** Logs for the operator the cause of an error, which is not shown to the client. */
function log(error: DomainError, status: number, request: FastifyRequest): void {
  if (error.code === 'unavailable') request.log.warn({ err: error.cause }, 'request could not be served');
  else if (status >= 500) request.log.error({ err: error.cause ?? error }, 'unexpected error');
}

/**
 * Answers a request with what was thrown. Nothing is sent if an answer was sent before (at the deadline), or if the
 * client has left: then aborted work is not logged, but any other error is.
 */
export function answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = normaliseError(thrown, request);
  const { status, headers, body } = render(error, request.url, request.id);
  const over = reply.sent || reply.raw.headersSent || request.raw.socket.destroyed;
  if (!over || error.code !== 'unavailable') log(error, status, request);
  if (over) return;
  request.refusal = error.code;
  void reply.code(status).headers(headers).send(body);
}
