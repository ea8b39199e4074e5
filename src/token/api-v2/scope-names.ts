import { EVERY_SCOPE, type GrantedScope, isGrantable, SCOPES } from '../../auth/scopes.js';

/** The published names of scopes, and the scopes they grant here; those of a user's profile grant nothing. */
const PUBLISHED: Readonly<Record<string, readonly GrantedScope[]>> = {
  openid: [],
  profile: [],
  enterprise_manage_all: ['enterprises'],
  enterprise_view_all: ['enterprises:read'],
  user_manage: ['users'],
  auditlogs_view_all: ['audit:read'],
};

/** Every name of a scope that api-v2 accepts: this service's own, and the published ones (api-v2.md §3.5). */
export const SCOPE_NAMES: readonly string[] = [...SCOPES, EVERY_SCOPE, ...Object.keys(PUBLISHED)];

/** The scopes that these names mean, each once. */
export function scopesNamed(names: readonly string[]): GrantedScope[] {
  return [...new Set(names.flatMap((name) => (isGrantable(name) ? [name] : (PUBLISHED[name] ?? []))))];
}
