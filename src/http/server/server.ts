import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { Authenticator } from '../../auth/authenticator.js';
import { forwardedAddress, isWithin } from '../../common/networks.js';
import { Metrics } from '../../observability/metrics/metrics.js';
import { tracing } from '../../observability/tracing.js';
import { installAddressLimit } from './address-limit.js';
import { AddressLimits } from './address-limits.js';
import { answer } from '../errors/answer.js';
import { installForwardedWarning } from '../headers/forwarded-headers.js';
import { installCors } from './cors.js';
import { installDeadline } from './deadline.js';
import { Drain } from './drain.js';
import { installHooks, logAccess } from './hooks.js';
import { installRequestMetrics, measureRequest } from '../observation/request-metrics.js';
import { installRequestSpans } from '../observation/request-spans.js';
import { parseRackQuery } from '../request/rack-query.js';
import { ParserErrorHandler } from './parser-errors.js';
import { installBodyReader } from '../request/read-body.js';
import { requestIdOf } from './request-id.js';
import { rewriteUrl } from '../request/rewrite-url.js';
import { ROUTER_OPTIONS, RouteTable } from '../request/route-table.js';
import { routeUnknownMethod } from '../request/unrouted-method.js';

export interface ServerSettings {
  /** Largest body in bytes. */
  readonly bodyLimit: number;
  /** Milliseconds after which a request is answered 503, reading its body included. */
  readonly deadlineMs: number;
  /** Milliseconds for which a connection waits for its next request. */
  readonly keepAliveMs: number;
  /** Calls a minute of a client address without a valid token; 0 is no limit. */
  readonly addressRateLimit: number;
  /** The proxies whose X-Forwarded-For is trusted; none when empty. */
  readonly trustedProxies: readonly string[];
  /** Origins of pages that may call from a browser; none when empty. */
  readonly corsOrigins: readonly string[];
  /** Whether requests are counted, for Prometheus. */
  readonly measures: boolean;
  readonly requestLog: FastifyBaseLogger;
  readonly nestLog: LoggerService;
}

const REQUEST_TIMEOUT_MS = 15_000;
/** Counts from a request's first byte, so a connection may be kept for longer than this. */
const HEADERS_TIMEOUT_MS = 10_000;
/** How often both are checked; with Node's own 30 s a silent connection would live four times as long. */
const CHECKED_EVERY_MS = 1_000;
const MAX_HEADER_BYTES = 16_384;

function adapterFor(
  { requestLog, trustedProxies, keepAliveMs }: ServerSettings,
  rawAnswers: ParserErrorHandler,
): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: requestLog,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: trustedProxies.length > 0 && ((address: string) => isWithin(trustedProxies, forwardedAddress(address))),
    genReqId: requestIdOf,
    requestIdHeader: false,
    // Each GET answers HEAD, by the same guards and handler.
    exposeHeadRoutes: true,
    return503OnClosing: false,
    // No middleware is used, and each request would pass through the place for it.
    skipMiddie: true,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: keepAliveMs,
    http: {
      requireHostHeader: false,
      // Of two Authorization, Content-Type or Host headers Node would take the first, and a proxy perhaps the last.
      joinDuplicateHeaders: true,
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: CHECKED_EVERY_MS,
    },
    routerOptions: { ...ROUTER_OPTIONS, querystringParser: (text) => ({ ...parseRackQuery(text) }) },
    // Called before everything else: for a method that the router does not know, no hook is called.
    rewriteUrl: (request: IncomingMessage) => {
      routeUnknownMethod(request);
      return rewriteUrl(request.url ?? '/');
    },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      answer(error, request, reply);
      reply.raw.once('finish', () => noteUnrouted(request, reply, rawAnswers.metrics));
    },
    clientErrorHandler: (error: Error, socket: Socket) => rawAnswers.refuse(error, socket),
  });
}

/** For what the router refuses no hook is called: it is logged and counted here. */
function noteUnrouted(request: FastifyRequest, reply: FastifyReply, metrics: Metrics | undefined): void {
  logAccess(request, reply);
  if (metrics) measureRequest(metrics, request, reply);
}

/**
 * Builds the application around a root module, initialised and not listening. The order matters: `init` adds the
 * routes, so their hooks and the body parsers must be registered before.
 */
export async function buildServer(
  root: DynamicModule | Type,
  settings: ServerSettings,
): Promise<NestFastifyApplication> {
  const rawAnswers = new ParserErrorHandler(settings.requestLog);
  const adapter = adapterFor(settings, rawAnswers);
  const instance = adapter.getInstance();
  const routeTable = new RouteTable();
  instance.decorate('routeTable', routeTable);
  instance.addHook('onRoute', ({ method, url }) => routeTable.add(method, url));
  if (tracing) installRequestSpans(instance, tracing);
  installHooks(instance);
  installForwardedWarning(instance, settings.trustedProxies);
  installDeadline(instance, settings.deadlineMs);
  installBodyReader(instance, settings.bodyLimit);
  await installCors(instance, settings.corsOrigins);
  // Behind CORS: a page may read the refusal, and its preflights are answered there.
  const known: { by?: Authenticator } = {};
  const limits = new AddressLimits(settings.addressRateLimit);
  installAddressLimit(instance, limits, (secret) => known.by?.isKnown(secret) ?? false);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    logger: settings.nestLog,
    abortOnError: false,
  });
  if (settings.measures) measure(app.get(Metrics), instance, rawAnswers);
  if (settings.addressRateLimit > 0) known.by = app.get(Authenticator, { strict: false });
  rawAnswers.watch(instance.server);
  app.get(Drain).watch(instance.server);
  return app.init();
}

/** Ahead of `init`, which adds the routes and connects to the database. */
function measure(metrics: Metrics, instance: FastifyInstance, rawAnswers: ParserErrorHandler): void {
  metrics.enable();
  installRequestMetrics(instance, metrics);
  rawAnswers.metrics = metrics;
}
