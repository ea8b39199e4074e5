import type { DomainError, ErrorCode } from '../../common/errors.js';
import { dialectNamed } from '../../dialects/dialects.js';
import { takesArgumentsFromQuery } from '../../http/validation/arguments.guard.js';
import { argumentsOf, type DeclaredArgument } from '../../http/validation/argument-metadata.js';
import { idOf } from '../../http/validation/fields/text.js';
import { hasBody } from '../../http/validation/unaccepted.js';
import { samplesOf } from './error-samples.js';
import { headersOf, refusalsOf } from '../../http/docs/operation.js';
import type { Route } from './routes.js';

/** Whether arguments are sent in the body. */
function areInBody({ method, handler }: Route): boolean {
  return hasBody(method) && !takesArgumentsFromQuery(handler);
}

function pathNames({ path }: Route): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
}

function declaredArguments({ dto }: Route): DeclaredArgument[] {
  return dto ? argumentsOf(dto) : [];
}

/**
 * The parameters in the path, in the query and in headers. In core-v1 an argument of the path's name may also be sent in
 * query or body, as a look-up, and then the path is ignored (core-v1.md §2.2).
 */
export function parametersOf(route: Route): object[] {
  const names = pathNames(route);
  const inPath = names.map((name) => {
    const declared = declaredArguments(route).find((argument) => argument.name === name);
    const schema = declared?.schema.type === 'string' ? declared.schema : { type: 'string' };
    return { name, in: 'path', required: true, description: declared?.description, schema };
  });
  const inHeaders = headersOf(route.handler).map((header) => ({ ...header, in: 'header', required: false }));
  if (areInBody(route)) return [...inPath, ...inHeaders];
  const inQuery = declaredArguments(route).filter(({ name }) => !names.includes(name));
  const queried = inQuery.map(({ name, schema, required, description }) => {
    return { name, in: 'query', required, schema, ...(description !== undefined && { description }) };
  });
  return [...inPath, ...queried, ...inHeaders];
}

/** What is sent in the body, where the method has one. */
export function requestBodyOf(route: Route): object | undefined {
  if (!areInBody(route) || !route.dto) return undefined;
  const names = pathNames(route);
  const sent = declaredArguments(route).filter(({ name, schema }) => !names.includes(name) || schema.type === 'object');
  if (sent.length === 0) return undefined;
  const required = sent.filter((argument) => argument.required && !names.includes(argument.name));
  const schema = {
    type: 'object',
    properties: Object.fromEntries(sent.map((argument) => [argument.name, argument.schema])),
    ...(required.length > 0 && { required: required.map(({ name }) => name) }),
  };
  return { required: true, content: { 'application/json': { schema, example: route.documented.request } } };
}

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
