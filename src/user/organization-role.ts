/** Roles in an organization (decisions §5). */
export const ORGANIZATION_ROLES = ['serviceUser', 'admin', 'member', 'customer'] as const;
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];
