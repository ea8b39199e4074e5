/** Every action of the audit log: dotted past tenses. Readers filter by these words, so none is ever renamed. */
export const AUDIT_ACTIONS = [
  'organization.created',
  'organization.changed',
  'organization.annotated',
  'organization.deleted',
  'organization.activated',
  'organization.suspended',
  'organization.unsuspended',
  'organization.limit_changed',
  'organization.sub_domain_released',
  'enterprise.created',
  'enterprise.changed',
  'enterprise.frozen',
  'enterprise.thawed',
  'enterprise.deleted',
  'enterprise.user_added',
  'enterprise.user_changed',
  'enterprise.user_removed',
  'user.created',
  'user.erased',
  'user.erasure_begun',
  'user.granted',
  'user.revoked',
  'token.created',
  'token.changed',
  'token.secret_regenerated',
  'token.rotated',
  'token.revoked',
  'token.refused',
  'webhook_endpoint.created',
  'webhook_endpoint.changed',
  'webhook_endpoint.secret_rotated',
  'webhook_endpoint.disabled',
  'webhook_endpoint.tested',
  'webhook_endpoint.replayed',
  'webhook_endpoint.deleted',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The first words of the actions, each with `.*` for all that begin with it: `organization.*`. */
export const ACTION_GROUPS: readonly string[] = [
  ...new Set(AUDIT_ACTIONS.map((action) => `${action.slice(0, action.indexOf('.'))}.*`)),
];

/** The actions that these words name, each an action or a group of them; undefined where one of them names none. */
export function actionsNamed(words: readonly string[]): readonly AuditAction[] | undefined {
  const named = words.map((word) => AUDIT_ACTIONS.filter((action) => isNamedBy(action, word)));
  return named.some((actions) => actions.length === 0) ? undefined : [...new Set(named.flat())];
}

function isNamedBy(action: AuditAction, word: string): boolean {
  return word.endsWith('.*') ? action.startsWith(word.slice(0, -1)) : action === word;
}
