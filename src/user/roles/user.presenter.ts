import type { Membership, OrganizationMember } from './user-role-list.service.js';
import type { User } from '../user.service.js';
import type { MemberPage, MemberResponse, OrganizationMembershipPage, UserAnswer } from './user.response.js';

/** The documented user, wrapped as the page has it (api-v2.md §3.4). No user is frozen or verified here. */
export function presentUser(user: User): UserAnswer {
  const full = fullName(user);
  return {
    user: {
      id: user.id,
      isActive: user.email !== null,
      isFrozen: false,
      name: { first: user.firstName ?? '', last: user.lastName ?? '', full },
      username: user.email ?? '',
      email: { email: user.email ?? '', verified: false },
    },
  };
}

/** A user in a list of an enterprise's or an organization's users, with the role there (api-v2.md §3.3). */
export function presentMember(user: User, role: string): MemberResponse {
  return {
    id: user.id,
    username: user.email ?? '',
    firstName: user.firstName ?? '',
    lastName: user.lastName ?? '',
    fullName: fullName(user),
    isActive: user.email !== null,
    verified: false,
    email: { email: user.email ?? '', verified: false },
    role,
  };
}

/** The users with a role in an organization; with a cursor where another page follows (api-v2.md §5). */
export function presentMembers({
  members,
  more,
}: {
  members: readonly OrganizationMember[];
  more: boolean;
}): MemberPage {
  const users = members.map(({ user, role }) => presentMember(user, role));
  return { users, ...(more && { nextBatchPrevId: users.at(-1)!.id }) };
}

/** The organizations in which a user has a role, as in the list of the caller's own, without their counts. */
export function presentRoles({
  roles,
  more,
}: {
  roles: readonly Membership[];
  more: boolean;
}): OrganizationMembershipPage {
  const organizations = roles.map(({ organizationId, name, role }) => ({ id: organizationId, name, role }));
  return { organizations, ...(more && { nextBatchPrevId: organizations.at(-1)!.id }) };
}

function fullName({ firstName, lastName }: User): string {
  return [firstName, lastName].filter(Boolean).join(' ');
}
