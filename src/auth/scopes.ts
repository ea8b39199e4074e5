/** What a token may be allowed to do (decisions §5). A scope without a suffix includes its `:read`. */
export const SCOPES = [
  'organizations:read',
  'organizations:write',
  'organizations:delete',
  'managed_organizations',
  'managed_organizations:delete',
  'enterprises',
  'enterprises:read',
  'users',
  'users:read',
  'api_tokens',
  'api_tokens:read',
  'audit:read',
  'webhooks',
  'webhooks:read',
] as const;

export type Scope = (typeof SCOPES)[number];

/** Grants every scope, those of later releases included. Operator tokens have it by default. */
export const EVERY_SCOPE = 'all';

export type GrantedScope = Scope | typeof EVERY_SCOPE;

/** Whether a text names a scope that a token can be given. */
export function isGrantable(text: string): text is GrantedScope {
  return text === EVERY_SCOPE || (SCOPES as readonly string[]).includes(text);
}

/** Whether the scopes of a token cover the one that a route requires. */
export function covers(granted: ReadonlySet<string>, required: Scope): boolean {
  if (granted.has(required) || granted.has(EVERY_SCOPE)) return true;
  return required.endsWith(':read') && granted.has(required.slice(0, -':read'.length));
}

/** The scopes that a caller cannot delegate: those that its own token does not cover. */
export function missingScopes(granted: ReadonlySet<string>, wanted: readonly string[]): string[] {
  return wanted.filter((scope) => !covers(granted, scope as Scope));
}
