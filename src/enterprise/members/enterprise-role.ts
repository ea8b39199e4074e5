/** Roles in an enterprise, the one that allows most first (decisions §5). */
export const ENTERPRISE_ROLES = ['admin', 'auditor', 'member'] as const;
export type EnterpriseUserRole = (typeof ENTERPRISE_ROLES)[number];

/** The permissions with which a client may add a user; without any the user becomes a member (api-v2.md §3.3). */
export const PERMISSIONS = ['admin', 'auditor', 'wallet.create'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The roles that a client may give to a user of the enterprise. */
export const ASSIGNABLE_ROLES = [...PERMISSIONS, 'member'] as const;
export type AssignableRole = (typeof ASSIGNABLE_ROLES)[number];

/** The role of a permission: there are no wallets here, so `wallet.create` is a member. */
export function roleOf(given: AssignableRole): EnterpriseUserRole {
  return given === 'wallet.create' ? 'member' : given;
}

/** The role of the permission that allows most. */
export function highestRoleOf(permissions: readonly Permission[]): EnterpriseUserRole {
  const roles = permissions.map(roleOf);
  return ENTERPRISE_ROLES.find((role) => roles.includes(role)) ?? 'member';
}

/** Whether a role allows more than another. */
export function isHigher(role: EnterpriseUserRole, than: EnterpriseUserRole): boolean {
  return ENTERPRISE_ROLES.indexOf(role) < ENTERPRISE_ROLES.indexOf(than);
}
