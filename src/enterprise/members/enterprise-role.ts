/** Roles in an enterprise, the one that allows most first (decisions §5). */
export const ENTERPRISE_ROLES = ['admin', 'auditor', 'member'] as const;
export type EnterpriseUserRole = (typeof ENTERPRISE_ROLES)[number];

/** What a client may ask for when it adds a user; nothing is a member (api-v2.md §3.3). */
export const PERMISSIONS = ['admin', 'auditor', 'wallet.create'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a client may make of a user who is there. */
export const GIVEN_ROLES = [...PERMISSIONS, 'member'] as const;
export type GivenRole = (typeof GIVEN_ROLES)[number];

/** The role that is meant: there are no wallets here, so who may create them is a member. */
export function roleOf(given: GivenRole): EnterpriseUserRole {
  return given === 'wallet.create' ? 'member' : given;
}

/** Of several permissions the one that allows most. */
export function highestOf(permissions: readonly Permission[]): EnterpriseUserRole {
  const roles = permissions.map(roleOf);
  return ENTERPRISE_ROLES.find((role) => roles.includes(role)) ?? 'member';
}

/** Whether a role allows more than another. */
export function isHigher(role: EnterpriseUserRole, than: EnterpriseUserRole): boolean {
  return ENTERPRISE_ROLES.indexOf(role) < ENTERPRISE_ROLES.indexOf(than);
}
