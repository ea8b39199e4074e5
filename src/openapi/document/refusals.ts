import type { DomainError, ErrorCode } from '../../common/errors.js';
import { dialectNamed } from '../../dialects/dialects.js';
import { refusalsOf } from '../../http/docs/operation.js';
import { idOf } from '../../http/validation/fields/text.js';
import { samplesOf } from './error-samples.js';
import { pathNames } from './parameters.js';
import type { Route } from './routes.js';

/** Every error of a route: those that its decorators imply, and those that it declares itself. */
export function refusalsIn(route: Route): DomainError[] {
  const { access, dto, handler, dialectName } = route;
  const codes: ErrorCode[] = [];
  if (access.kind === 'token') codes.push('missing_token', 'invalid_token', 'network_not_allowed');
  codes.push('rate_limited');
  if (access.kind === 'token' && access.scopes.length > 0) codes.push('scope_not_granted');
  if (dto) codes.push('malformed_body', 'payload_too_large', 'unsupported_content_encoding', 'invalid_arguments');
  if (dto && dialectName && dialectNamed(dialectName).refusesOtherMediaTypes) codes.push('unsupported_media_type');
  codes.push(...refusalsOf(handler), 'bad_request', 'unavailable', 'unexpected');
  const pathIds = dto ? pathNames(route).flatMap((name) => idOf(dto.prototype as object, name) ?? []) : [];
  return samplesOf(codes, pathIds);
}
