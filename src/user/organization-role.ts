/** Roles in an organization (decisions §5). */
export const ORGANIZATION_ROLES = ['serviceUser', 'admin', 'member', 'customer'] as const;
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];

/** The rank of a role; an admin and a service user may do the same. */
const RANKS: Readonly<Record<OrganizationRole, number>> = { serviceUser: 3, admin: 3, member: 2, customer: 1 };

/** Whether a role allows more than another. */
export function outranks(role: OrganizationRole, than: OrganizationRole): boolean {
  return RANKS[role] > RANKS[than];
}
