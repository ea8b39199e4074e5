import type { Organization } from '../../src/organization/organization.js';
import type { User } from '../../src/user/user.service.js';
import type { Factories } from '../support/scenes/factories.js';
import { Snapshot } from '../support/database/snapshot.js';
import type { Sql } from '../support/database/sql.js';
import type { TestApp } from '../support/harness.js';

/** Who calls: the tokens of organizations by their place in the family, the operator, and an admin of `own`. */
export const CALLERS = ['own', 'parent', 'child', 'sibling', 'operator', 'user'] as const;
export type CallerName = (typeof CALLERS)[number];

/** Whose state is the matter; the first is the root. */
export const LEVELS = ['grandparent', 'parent', 'own'] as const;
export type Level = (typeof LEVELS)[number];

export const STATES = ['suspended', 'not activated', 'deleted'] as const;
export type State = (typeof STATES)[number];

/** Four generations of organizations and a sibling of the third, which is the one that requests are about. */
export interface Family {
  readonly organizations: Readonly<Record<Level | 'child' | 'sibling', Organization>>;
  /** Secrets of tokens that may do everything where they are. */
  readonly callers: Readonly<Record<CallerName, string>>;
  /** The ids of these tokens. */
  readonly tokenIds: Readonly<Record<CallerName, string>>;
  /** Whose token `user` is: an admin of `own`, who sees no other user. */
  readonly userId: string;
  /** A member of the root, visible to every organization below it. */
  readonly relativeId: string;
  /** A token of `own` that is not used. */
  readonly spareTokenId: string;
  /** An enterprise of `own`. */
  readonly enterpriseId: string;
  /** A webhook endpoint of `own`, and the event of a delivery to it. */
  readonly webhook: { readonly endpointId: string; readonly eventId: string };
  /** A customer of `own`, and one of two admins of the enterprise. */
  readonly colleague: User;
}

/** Makes a family, and a token for each caller. */
export async function aFamily(make: Factories): Promise<Family> {
  const [grandparent, parent, own, child] = (await make.lineage(4)) as [
    Organization,
    Organization,
    Organization,
    Organization,
  ];
  const sibling = await make.managed(parent);
  const user = await make.member(own, 'admin');
  const colleague = await make.member(own, 'customer');
  const of = (organization: Organization) => make.issue(subjectOf(organization));
  const issued = {
    own: await of(own),
    parent: await of(parent),
    child: await of(child),
    sibling: await of(sibling),
    operator: await make.issue({ kind: 'operator' }),
    user: await make.issue({ kind: 'user', userId: user.id }),
  };
  return {
    organizations: { grandparent, parent, own, child, sibling },
    callers: ofEach(issued, ({ secret }) => secret),
    tokenIds: ofEach(issued, ({ id }) => id),
    userId: user.id,
    relativeId: (await make.member(grandparent, 'member')).id,
    spareTokenId: (await of(own)).id,
    enterpriseId: (await make.enterprise(own, { additionalAdmins: [colleague.id] })).id,
    webhook: await make.webhook(own),
    colleague,
  };
}

const subjectOf = ({ id }: Organization) => ({ kind: 'organization', organizationId: id }) as const;

/** One family for many tests, each of which finds it as it was made: much faster than one family for each. */
export class LastingFamily {
  private constructor(
    private readonly make: Factories,
    private readonly snapshot: Snapshot,
    private readonly family: Family,
  ) {}

  /** Makes it in a database that was not used yet. */
  static async of(app: TestApp, make: Factories): Promise<LastingFamily> {
    const snapshot = await Snapshot.of(app);
    const family = await aFamily(make);
    await snapshot.take();
    return new LastingFamily(make, snapshot, family);
  }

  /** Puts everything back, and gives one caller a new token: of a former one the application may remember something. */
  async anew(caller: CallerName): Promise<Family> {
    await this.snapshot.restore();
    const { organizations, callers, tokenIds, userId } = this.family;
    const subject =
      caller === 'operator' || caller === 'user'
        ? ({ operator: { kind: 'operator' }, user: { kind: 'user', userId } } as const)[caller]
        : subjectOf(organizations[caller]);
    const { id, secret } = await this.make.issue(subject);
    return {
      ...this.family,
      callers: { ...callers, [caller]: secret },
      tokenIds: { ...tokenIds, [caller]: id },
    };
  }
}

function ofEach<T>(issued: Record<CallerName, T>, pick: (each: T) => string): Record<CallerName, string> {
  const { own, parent, child, sibling, operator, user } = issued;
  return {
    own: pick(own),
    parent: pick(parent),
    child: pick(child),
    sibling: pick(sibling),
    operator: pick(operator),
    user: pick(user),
  };
}

/**
 * Brings one organization into a state. Holds are placed as they are in production; no call makes an ancestor that is
 * deleted or not activated, so those are written as rows.
 */
export async function bringInto(
  state: State,
  { id }: Organization,
  hold: () => Promise<void>,
  sql: Sql,
): Promise<void> {
  if (state === 'suspended') return hold();
  const change = { 'not activated': 'activated_at = NULL', deleted: 'deleted_at = created_at' }[state];
  await sql.execute(`UPDATE organizations SET ${change} WHERE id = ?`, [id]);
}
