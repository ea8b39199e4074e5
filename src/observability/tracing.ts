import { createRequire } from 'node:module';
import type { Context, Span, SpanOptions, Tracer } from '@opentelemetry/api';

type Api = typeof import('@opentelemetry/api');

/** Where OpenTelemetry's API keeps what an SDK has registered, for all copies of it in the process. */
const REGISTERED = Symbol.for('opentelemetry.js.api.1');

/** OpenTelemetry, where the operator has loaded an SDK ahead of the service (`node --import ./otel.mjs`). */
export interface Tracing {
  readonly api: Api;
  readonly tracer: Tracer;
}

/**
 * Undefined where no SDK was loaded: then nothing of OpenTelemetry is loaded either, and what makes spans is the plain
 * call. Found once, when the process begins.
 */
export const tracing: Tracing | undefined = findTracing();

function findTracing(): Tracing | undefined {
  const registered = (globalThis as { [REGISTERED]?: { trace?: unknown } })[REGISTERED];
  if (registered?.trace === undefined) return undefined;
  // From node_modules and not from a bundle: reading sixty files is for those who trace.
  const api = createRequire(import.meta.url)('@opentelemetry/api') as Api;
  return { api, tracer: api.trace.getTracer('tenantry') };
}

/**
 * Runs work in a span, as a part of the request or delivery that is traced. What belongs to none has no spans: looking
 * for events five times a second would fill the traces.
 * @param options attributes have few values, and none that a client has sent
 */
export function inSpan<T>(name: string, work: () => Promise<T>, options: SpanOptions = {}): Promise<T> {
  if (!tracing || !tracing.api.trace.getActiveSpan()) return work();
  return runInSpan(tracing, name, options, work);
}

/** As `inSpan`, for work that no request has begun: it begins a trace of its own. */
export function inRootSpan<T>(name: string, work: () => Promise<T>, options?: SpanOptions): Promise<T> {
  return tracing ? runInSpan(tracing, name, { ...options, root: true }, work) : work();
}

function runInSpan<T>(
  { api, tracer }: Tracing,
  name: string,
  options: SpanOptions,
  work: () => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      // By its kind alone: the message of a driver's error has values in it.
      span.setAttribute('error.type', kindOf(error)).setStatus({ code: api.SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : error.constructor.name;
}

/** Gives a method a span with the name of its class, where an SDK was loaded; else it leaves the method as it is. */
export function Traced(): MethodDecorator {
  return <M>(target: object, _key: string | symbol, descriptor: TypedPropertyDescriptor<M>) => {
    if (!tracing) return descriptor;
    const method = descriptor.value as unknown as (...args: unknown[]) => unknown;
    const name = target.constructor.name;
    const traced = function (this: unknown, ...args: unknown[]) {
      return inSpan(name, async () => method.apply(this, args));
    };
    return { ...descriptor, value: traced as unknown as M };
  };
}

/** The members of a log line that lead to its trace, by the names that OpenTelemetry gives them in JSON. */
export interface TraceIds {
  readonly trace_id?: string;
  readonly span_id?: string;
}

/** Of this span, or of the one that is active. */
export function traceIdsOf(span: Span | undefined = tracing?.api.trace.getActiveSpan()): TraceIds {
  if (!span) return {};
  const { traceId, spanId } = span.spanContext();
  return { trace_id: traceId, span_id: spanId };
}

/** A span and the context in which it is the active one. */
export interface ActiveTrace {
  readonly span: Span;
  readonly context: Context;
}
