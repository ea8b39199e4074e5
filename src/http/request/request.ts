import type { RateLimitStatus } from '../../common/rate-limit-status.js';
import type { CallSignal } from '../../common/call-signal.js';
import type { CallContext } from '../../common/call-context.js';
import type { DomainError, ErrorCode, Violation } from '../../common/errors.js';
import type { ActiveTrace } from '../../observability/tracing.js';
import type { Tree } from '../../dialects/shared/dialect.js';
import type { RouteTable } from './route-table.js';

/** The media type of a body; `other` is anything that this service does not read. */
export type BodyKind = 'none' | 'json' | 'form' | 'other';

/** A body, read without throwing: its errors are reported only after token and scope are checked (decisions §4). */
export interface Received {
  readonly kind: BodyKind;
  readonly tree: Tree;
  /** `payload_too_large`, `unsupported_content_encoding` or `malformed_body`. */
  readonly fault?: DomainError;
  /** What makes a form unreadable. */
  readonly illFormed?: Violation;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The `Content-Type` as it was sent; Fastify itself sees another. */
    sentContentType?: string;
    received?: Received;
    /** Aborted when the request's time is over, or its client has left. */
    deadline: CallSignal;
    /** Until when the request may wait on purpose, by `performance.now()`; the deadline begins behind it. */
    waitsUntil?: number;
    /** Whether the access guard has found the token valid. */
    hasValidToken?: boolean;
    /** The caller; set by the access guard on every route that is not public. */
    caller?: CallContext;
    /** The id of a token that is refused itself, where it is known, and where it came from: for the access log. */
    refusedToken?: { readonly id?: string; readonly ip?: string } | undefined;
    /** The calls that the caller's token has left in its minute; undefined where it has no limit. */
    allowance?: RateLimitStatus;
    /** The validated arguments: an instance of the DTO that the route declares. */
    args?: object;
    /** The organization of the call; set by the organization guard. */
    organization?: unknown;
    /** The enterprise of the call; set by the enterprise guard. */
    enterprise?: unknown;
    /** Set where the operator has loaded an SDK of OpenTelemetry. */
    trace?: ActiveTrace;
    /** The code of the error that was answered, for the access log. */
    refusal?: ErrorCode;
  }

  interface FastifyInstance {
    routeTable: RouteTable;
  }
}
