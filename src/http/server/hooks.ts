import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../common/call-context.js';
import { DomainError, type ErrorCode } from '../../common/errors.js';
import { dialectFor } from '../../dialects/dialects.js';
import { type TraceIds, traceIdsOf } from '../../observability/tracing.js';
import { commonHeaders } from '../errors/answer.js';
import { rememberContentType } from '../request/read-body.js';
import { sentMethod } from '../request/unrouted-method.js';

/** Members without a value are left out of the line. */
interface AccessLine extends TraceIds {
  readonly method: string | undefined;
  readonly route: string | null;
  readonly actor: Actor | undefined;
  status?: number;
  ms?: number;
  refusal?: ErrorCode;
  refusedToken?: FastifyRequest['refusedToken'];
  aborted?: true;
}

function whatAndWho(request: FastifyRequest): AccessLine {
  const { caller, is404, raw, routeOptions, trace } = request;
  const line = { method: sentMethod(raw), route: is404 ? null : (routeOptions.url ?? null), actor: caller?.actor };
  return trace ? { ...line, ...traceIdsOf(trace.span) } : line;
}

/** One line for each answer, with the route's template and never the URL, which may hold keys and emails. */
export function logAccess(request: FastifyRequest, reply: FastifyReply): void {
  const { refusal, refusedToken } = request;
  const line = whatAndWho(request);
  line.status = reply.statusCode;
  line.ms = Math.round(reply.elapsedTime);
  if (refusal !== undefined) {
    line.refusal = refusal;
    line.refusedToken = refusedToken;
  }
  request.log.info(line, 'request');
}

/**
 * The line for a client that left: it gets no answer, so `onResponse` is not called. Fastify's `onRequestAbort` is only
 * called for those that leave before their body has been read.
 */
function logDeparture(request: FastifyRequest, { raw }: FastifyReply): void {
  if (raw.writableFinished) return;
  const line = whatAndWho(request);
  line.aborted = true;
  request.log.info(line, 'request');
}

/** One Host, as RFC 9112 §3.2 has it. Without `requireHostHeader: false` Node would answer an empty 400 by itself. */
function requireHost({ raw }: FastifyRequest): void {
  const { host } = raw.headers;
  const isMissing = raw.httpVersion === '1.1' && host === undefined;
  // A comma is never part of a host: it means that two headers were joined.
  if (!isMissing && host?.includes(',') !== true) return;
  const reason = isMissing ? 'The header Host is missing.' : 'The header Host was sent more than once.';
  throw new DomainError('bad_request', { status: 400, reason });
}

/** Adds the hooks of every request, beside Nest's guards. */
export function installHooks(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.headers(commonHeaders(request.id));
    rememberContentType(request);
    reply.raw.on('close', () => logDeparture(request, reply));
    requireHost(request);
    done();
  });
  // Fastify appends a charset to every JSON type; core-v1 has none (decisions §4).
  instance.addHook('onSend', (request, reply, payload, done) => {
    const dialect = dialectFor(request.url);
    const { contentType } = dialect;
    if (request.allowance) void reply.headers(dialect.rateLimitHeaders(request.allowance));
    const type = reply.getHeader('content-type');
    if (typeof type === 'string' && type.startsWith('application/json')) void reply.header('content-type', contentType);
    done(null, payload);
  });
  instance.addHook('onResponse', (request, reply, done) => {
    logAccess(request, reply);
    done();
  });
}
