import { isGrantable, type GrantedScope } from '../../auth/scopes.js';
import { tokenProblems } from '../token.rules.js';
import type { TokenChange } from '../keeping/access-token-change.service.js';
import { DomainError, type Problem } from '../../common/errors.js';
import { type Annotation, annotationProblems } from '../../annotation/annotation.rules.js';

/** The properties of a token in a request (core-v1.md §6). Times in milliseconds since 1970. */
export interface ApiTokenProperties {
  readonly name?: string;
  readonly authorizedIpAddresses?: readonly string[];
  readonly expiresAt?: number;
  /** Plain, or with the prefix of OAuth2. */
  readonly scopes?: readonly string[];
  /** In place of all that it has. */
  readonly annotations?: readonly Annotation[];
}

/** OAuth2 carries the same scopes under this prefix (core-v1.md §6). */
const OAUTH_PREFIX = 'api.katapult.io/core/v1/';

/**
 * The change of a token that a request describes; empty where it has no property.
 * @throws DomainError validation_failed, with every problem in the order of the published arguments
 */
export function tokenChangeOf(properties: ApiTokenProperties): TokenChange {
  const { name, authorizedIpAddresses, expiresAt, annotations } = properties;
  const scopes = properties.scopes && plainScopes(properties.scopes);
  const problems = [
    ...problemsOf(name, authorizedIpAddresses),
    ...(expiresAt !== undefined && expiresAt <= Date.now() ? [invalid('expires_at')] : []),
    ...scopeProblems(scopes),
    ...annotationProblems(annotations ?? []),
  ];
  if (problems.length > 0) throw new DomainError('validation_failed', { problems });
  return {
    ...(name !== undefined && { name }),
    ...(authorizedIpAddresses && { networks: authorizedIpAddresses }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(scopes && { scopes: scopes.filter(isGrantable) }),
    ...(annotations && { annotations }),
  };
}

/**
 * The new token that a request describes: it must have a name and a scope.
 * @throws DomainError validation_failed
 */
export function newTokenOf(properties: ApiTokenProperties): TokenChange & { name: string; scopes: GrantedScope[] } {
  const { name = '', scopes = [], ...change } = tokenChangeOf({ name: '', scopes: [], ...properties });
  return { ...change, name, scopes: [...scopes] };
}

/** An absent name is no problem. */
function problemsOf(name = 'left out', networks: readonly string[] = []): Problem[] {
  return tokenProblems({ name, networks }).map((problem) =>
    problem.field === 'networks' ? { ...problem, field: 'authorized_ip_addresses' } : problem,
  );
}

function scopeProblems(scopes: readonly string[] | undefined): Problem[] {
  if (scopes?.length === 0) return [{ field: 'scopes', problem: 'blank' }];
  return scopes?.every(isGrantable) === false ? [invalid('scopes')] : [];
}

function plainScopes(scopes: readonly string[]): string[] {
  const plain = scopes.map((scope) => (scope.startsWith(OAUTH_PREFIX) ? scope.slice(OAUTH_PREFIX.length) : scope));
  return [...new Set(plain)];
}

function invalid(field: string): Problem {
  return { field, problem: 'invalid' };
}
