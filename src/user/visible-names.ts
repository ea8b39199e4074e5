import type { Actor } from '../common/call-context.js';

/** Whether an actor sees this user's names in any case: the operator and the command line do, and a user their own. */
export function seesNames(actor: Actor, userId: string): boolean {
  if (actor.kind === 'organization') return false;
  return actor.kind !== 'user' || actor.userId === userId;
}

/** A user as this actor sees them: without names where no role was accepted. */
export function withVisibleNames<
  T extends { readonly id: string; readonly firstName: string | null; readonly lastName: string | null },
>(actor: Actor, user: T, isAccepted: boolean): T {
  return isAccepted || seesNames(actor, user.id) ? user : { ...user, firstName: null, lastName: null };
}
