import { METHODS } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics, RequestOutcome } from '../../observability/metrics/metrics.js';
import { sentMethod } from '../request/unrouted-method.js';

/** The label of every path without a route: a client can send any number of them. */
const NO_ROUTE = 'none';
const OTHER_METHOD = 'other';
const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS);
/** As nginx has it, for a client that left before its answer. */
const CLIENT_LEFT = 499;

/** Counts the requests, on hooks that are added only where metrics are enabled. */
export function installRequestMetrics(instance: FastifyInstance, metrics: Metrics): void {
  let inFlight = 0;
  metrics.gauge('tenantry_http_requests_in_flight', 'Requests without an answer yet', [], () => [{ value: inFlight }]);
  instance.addHook('onRequest', (request, reply, done) => {
    inFlight++;
    reply.raw.on('close', () => {
      inFlight--;
      measureRequest(metrics, request, reply);
    });
    done();
  });
}

/** Counts a request that has been answered, or whose client has left. */
export function measureRequest(metrics: Metrics, request: FastifyRequest, reply: FastifyReply): void {
  const { is404, raw, refusal, routeOptions } = request;
  const status = reply.raw.writableFinished ? reply.statusCode : CLIENT_LEFT;
  const method = sentMethod(raw);
  metrics.request({
    method: KNOWN_METHODS.has(method) ? method : OTHER_METHOD,
    route: is404 ? NO_ROUTE : (routeOptions.url ?? NO_ROUTE),
    status: String(status),
    refusal: refusal ?? '',
    outcome: outcomeOf(status),
    seconds: reply.elapsedTime / 1_000,
    replayed: reply.hasHeader('idempotent-replayed'),
  });
}

function outcomeOf(status: number): RequestOutcome {
  if (status === CLIENT_LEFT) return 'aborted';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'served';
}
