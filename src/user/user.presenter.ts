import type { User } from './user.service.js';

/** The documented user, wrapped as the page has it (api-v2.md §3.4). No user is frozen or unverified by this service. */
export function presentUser(user: User) {
  const full = [user.firstName, user.lastName].filter(Boolean).join(' ');
  return {
    user: {
      id: user.id,
      isActive: true,
      isFrozen: false,
      name: { first: user.firstName ?? '', last: user.lastName ?? '', full },
      username: user.email ?? '',
      email: { email: user.email ?? '', verified: false },
    },
  };
}
