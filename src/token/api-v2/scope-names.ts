import { EVERY_SCOPE, type GrantedScope, isGrantable, SCOPES } from '../../auth/scopes.js';

/** The published names of scopes, and what they mean here; those that tell of the user alone grant nothing. */
const PUBLISHED: Readonly<Record<string, readonly GrantedScope[]>> = {
  openid: [],
  profile: [],
  enterprise_manage_all: ['enterprises'],
  enterprise_view_all: ['enterprises:read'],
  user_manage: ['users'],
  auditlogs_view_all: ['audit:read'],
};

/** Every name by which a scope can be asked for in api-v2: this service's own, and the published ones (api-v2.md §3.5). */
export const SCOPE_NAMES: readonly string[] = [...SCOPES, EVERY_SCOPE, ...Object.keys(PUBLISHED)];

/** The scopes that these names mean, each once. */
export function scopesNamed(names: readonly string[]): GrantedScope[] {
  return [...new Set(names.flatMap((name) => (isGrantable(name) ? [name] : (PUBLISHED[name] ?? []))))];
}
