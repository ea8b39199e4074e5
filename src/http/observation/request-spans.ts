import { METHODS } from 'node:http';
import type { Attributes } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActiveTrace, Tracing } from '../../observability/tracing.js';
import { sentMethod } from '../request/unrouted-method.js';

const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS);

/**
 * Gives each request a span, with the names of OpenTelemetry's conventions for HTTP servers; a `traceparent` of the
 * client makes it a part of the client's trace. Installed ahead of all other hooks, where an SDK was loaded.
 */
export function installRequestSpans(instance: FastifyInstance, tracing: Tracing): void {
  const { api, tracer } = tracing;
  instance.addHook('onRequest', (request, reply, done) => {
    const parent = api.propagation.extract(api.ROOT_CONTEXT, request.headers);
    const { name, attributes } = described(request);
    const span = tracer.startSpan(name, { kind: api.SpanKind.SERVER, attributes }, parent);
    const trace = { span, context: api.trace.setSpan(parent, span) };
    request.trace = trace;
    reply.raw.on('close', () => end(tracing, trace, request, reply));
    // Whatever the request waits for is a promise that was made in this context, the body included.
    api.context.with(trace.context, done);
  });
}

/** Without the path, which may hold what the log does not show; the template of the route is there instead. */
function described(request: FastifyRequest): { name: string; attributes: Attributes } {
  const { is404, raw, routeOptions, protocol } = request;
  const sent = sentMethod(raw);
  const isKnown = KNOWN_METHODS.has(sent);
  const route = is404 ? undefined : routeOptions.url;
  const method = isKnown ? sent : 'HTTP';
  return {
    name: route === undefined ? method : `${method} ${route}`,
    attributes: {
      'http.request.method': isKnown ? sent : '_OTHER',
      'url.scheme': protocol,
      'tenantry.request_id': request.id,
      ...(route !== undefined && { 'http.route': route }),
    },
  };
}

function end({ api }: Tracing, { span }: ActiveTrace, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode, raw } = reply;
  if (request.refusal !== undefined) span.setAttribute('tenantry.refusal', request.refusal);
  if (!raw.writableFinished) span.setAttribute('error.type', 'client_left');
  else span.setAttribute('http.response.status_code', statusCode);
  // As the conventions have it: what a client did wrong is no error of the server.
  if (raw.writableFinished && statusCode >= 500) {
    span.setAttribute('error.type', String(statusCode)).setStatus({ code: api.SpanStatusCode.ERROR });
  }
  span.end();
}
