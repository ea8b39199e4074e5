import { HttpException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../common/errors.js';
import { pathOf } from '../request/rewrite-url.js';
import { sentMethod } from '../request/unrouted-method.js';

const DEADLINE = new Set(['AbortError', 'TimeoutError']);
const FRAMEWORK_REASONS: Readonly<Record<string, { status: 400 | 414; reason: string }>> = {
  FST_ERR_BAD_URL: { status: 400, reason: 'The path holds a percent-encoding that cannot be decoded.' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 414, reason: 'A part of the path is longer than 512 characters.' },
};

function textMember(error: unknown, member: 'code' | 'name'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, member);
  return typeof value === 'string' ? value : '';
}

function isRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError;
}

/** There is no route, or none for this method. An empty parameter has a route, and Nest refuses it nevertheless. */
function notRouted({ server, raw, url }: FastifyRequest): DomainError {
  const [path, method] = [pathOf(url), sentMethod(raw)];
  const allow = server.routeTable.methodsAt(path);
  return allow.length > 0 && !allow.includes(method)
    ? new DomainError('method_not_allowed', { method, path, allow })
    : new DomainError('route_not_found', { method, path });
}

function fromHttp(error: HttpException, request: FastifyRequest): DomainError {
  const status = error.getStatus();
  if (status === 404) return new DomainError('route_not_found', { method: request.method, path: pathOf(request.url) });
  if (status === 403)
    return new DomainError('permission_denied', { details: 'A guard of this route refused the call.' });
  if (status === 503) return new DomainError('unavailable', {}, { cause: error });
  if (status < 500) {
    return new DomainError(
      'bad_request',
      { status: 400, reason: 'The request cannot be processed.' },
      { cause: error },
    );
  }
  return new DomainError('unexpected', {}, { cause: error });
}

/**
 * What was thrown, as an error of the catalogue. Anything unforeseen is `unexpected`, with the thrown value as its
 * cause, which is logged and never shown.
 */
export function normaliseError(error: unknown, request: FastifyRequest): DomainError {
  if (isRefusal(error)) return error;
  const code = textMember(error, 'code');
  const known = FRAMEWORK_REASONS[code];
  if (known) return new DomainError('bad_request', known);
  // Fastify reads the body of a request without a route, and may fail there: the missing route is reported first.
  if (request.is404) return notRouted(request);
  if (DEADLINE.has(code) || DEADLINE.has(textMember(error, 'name'))) {
    return new DomainError('unavailable', {}, { cause: error });
  }
  if (error instanceof HttpException) return fromHttp(error, request);
  return new DomainError('unexpected', {}, { cause: error });
}
