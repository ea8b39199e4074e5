import type { Actor } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { assertActive, assertPermitted, type Intent, type PathState } from './organization-path.js';
import { pathIn, pathStateOf, pathStates } from './organization-path.queries.js';

type Change = Partial<Omit<PathState, 'id'>>;

/** A path of `root`, `middle` and `leaf`, each active and without a role, except for these changes. */
function pathOf(...changes: [Change?, Change?, Change?]): PathState[] {
  return ['root', 'middle', 'leaf'].map((id, level) => ({
    id,
    holds: 0,
    activated: true,
    deleted: false,
    role: null,
    ...changes[level],
  }));
}

/** The code that is thrown, with `(inherited)` behind a suspension that is one; `permitted` when nothing is. */
function outcome(work: () => void): string {
  try {
    work();
    return 'permitted';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, context } = error as DomainError;
    expect(context).toMatchObject(code === 'permission_denied' ? {} : { organizationId: 'leaf' });
    return Reflect.get(context, 'inherited') === true ? `${code} (inherited)` : code;
  }
}

const permitted = (actor: Actor, path: PathState[], intent: Intent) =>
  outcome(() => assertPermitted(actor, 'leaf', path, intent));
const creating = (path: PathState[], depth = 3) => outcome(() => assertActive('leaf', path, depth));

const OPERATOR: Actor = { kind: 'operator', tokenId: 't' };
const SYSTEM: Actor = { kind: 'system', name: 'cli:x' };
const USER: Actor = { kind: 'user', tokenId: 't', userId: 'u' };
const tokenOf = (organizationId: string): Actor => ({ kind: 'organization', tokenId: 't', organizationId });

const HELD: Change = { holds: 1 };
const NOT_ACTIVATED: Change = { activated: false };
const GONE: Change = { deleted: true };

describe('reading the rows of a path', () => {
  const row = (id: string, role: string | null) => ({
    ...{ path: 'root/middle/leaf', a_id: id, a_role: role },
    ...{ a_holds: 0, a_activated_at: 1, a_deleted_at: null },
  });

  it('gives each organization once, root first, with the role in it, whatever the order', () => {
    const once = [row('leaf', null), row('root', 'member'), row('middle', null)];
    const again = [row('middle', 'admin'), row('root', null), row('leaf', null)];
    expect(pathIn([...once, ...again])).toEqual(pathOf({ role: 'member' }, { role: 'admin' }));
    expect(pathIn([...again, ...once])).toEqual(pathOf({ role: 'member' }, { role: 'admin' }));
  });

  it('leaves out what has no row, and is empty without any', () => {
    expect(pathIn([row('leaf', null)])).toEqual(pathOf().slice(2));
    expect(pathIn([])).toEqual([]);
  });
});

describe('creating something below an organization', () => {
  it.each<[string, PathState[], string]>([
    ['all is well', pathOf(), 'permitted'],
    ['it has a hold', pathOf({}, {}, HELD), 'organization_suspended'],
    ['its parent has a hold', pathOf({}, HELD), 'organization_suspended (inherited)'],
    ['its grandparent has a hold', pathOf(HELD), 'organization_suspended (inherited)'],
    ['both have', pathOf(HELD, {}, HELD), 'organization_suspended'],
    ['it is not activated', pathOf({}, {}, NOT_ACTIVATED), 'organization_not_activated'],
    ['its root is not activated', pathOf(NOT_ACTIVATED), 'organization_not_activated'],
    ['one is held, another not activated', pathOf(NOT_ACTIVATED, HELD), 'organization_suspended (inherited)'],
    ['it is deleted', pathOf({}, {}, GONE), 'organization_not_found'],
    ['one above it is deleted', pathOf({}, GONE, HELD), 'organization_not_found'],
    ['one above it is not there', pathOf().slice(1), 'organization_not_found'],
    ['nothing is there', [], 'organization_not_found'],
  ])('%s', (_, path, expected) => {
    expect(creating(path)).toBe(expected);
  });

  it('reports whose hold it is whatever the order of the rows: clocks differ, and ids with them', () => {
    expect(creating(pathOf({}, {}, HELD).reverse())).toBe('organization_suspended');
    expect(creating(pathOf(HELD).reverse())).toBe('organization_suspended (inherited)');
  });
});

describe('the permission of an actor', () => {
  it.each<[string, Actor, Intent[]]>([
    ['the operator', OPERATOR, ['read', 'write']],
    ['the command line', SYSTEM, ['read', 'write']],
    ['the organization itself', tokenOf('leaf'), ['read', 'write']],
    ['its parent', tokenOf('middle'), ['read', 'write']],
    ['its root', tokenOf('root'), ['read', 'write']],
  ])('%s', (_, actor, intents) => {
    for (const intent of intents) expect(permitted(actor, pathOf(), intent)).toBe('permitted');
  });

  it.each<[string, boolean, boolean]>([
    ['admin', true, true],
    ['serviceUser', true, true],
    ['member', true, false],
    ['customer', false, false],
    ['unheard-of', false, false],
  ])('a user who is %s, here or above', (role, reads, writes) => {
    for (const path of [pathOf({ role }), pathOf({}, { role }), pathOf({}, {}, { role })]) {
      expect(permitted(USER, path, 'read')).toBe(reads ? 'permitted' : 'permission_denied');
      expect(permitted(USER, path, 'write')).toBe(writes ? 'permitted' : 'permission_denied');
    }
  });

  it('covers revoking a token whatever the state, with a role that writes', () => {
    for (const path of [pathOf(HELD), pathOf({}, {}, HELD), pathOf({ activated: false })]) {
      for (const actor of [OPERATOR, tokenOf('leaf'), tokenOf('root')]) {
        expect(permitted(actor, path, 'revokeTokens')).toBe('permitted');
      }
    }
    expect(permitted(USER, pathOf(HELD, { role: 'serviceUser' }), 'revokeTokens')).toBe('permitted');
    expect(permitted(USER, pathOf(HELD, { role: 'member' }), 'revokeTokens')).toBe('permission_denied');
    expect(permitted(USER, pathOf(HELD, {}, { deleted: true, role: 'admin' }), 'revokeTokens')).toBe(
      'organization_not_found',
    );
  });

  it('the highest of a user’s roles counts, wherever it is', () => {
    expect(permitted(USER, pathOf({ role: 'admin' }, {}, { role: 'member' }), 'write')).toBe('permitted');
    expect(permitted(USER, pathOf({ role: 'customer' }, { role: 'serviceUser' }), 'write')).toBe('permitted');
  });

  it.each<[string, Actor, PathState[]]>([
    ['another organization', tokenOf('other'), pathOf()],
    ['another organization, of one that is held', tokenOf('other'), pathOf(HELD, HELD, HELD)],
    ['another organization, of one that is not activated', tokenOf('other'), pathOf(NOT_ACTIVATED)],
    ['a user without a role', USER, pathOf()],
    ['a user without a role, of one that is held', USER, pathOf(HELD)],
    ['the operator, of what is deleted', OPERATOR, pathOf({}, {}, GONE)],
    ['the organization itself, below what is deleted', tokenOf('leaf'), pathOf({}, GONE, HELD)],
    ['the operator, of what is not there', OPERATOR, []],
    ['an organization, of what is not there', tokenOf('leaf'), []],
  ])('%s gets organization_not_found', (_, actor, path) => {
    for (const intent of ['read', 'write'] as const) {
      expect(permitted(actor, path, intent)).toBe('organization_not_found');
    }
  });
});

describe('what a hold stops', () => {
  it.each<[string, Actor]>([
    ['the operator', OPERATOR],
    ['the root', tokenOf('root')],
    ['itself', tokenOf('leaf')],
  ])('writing, for %s and at every level', (_, actor) => {
    for (const path of [pathOf(HELD), pathOf({}, HELD), pathOf({}, {}, HELD)]) {
      expect(permitted(actor, path, 'write')).toMatch(/^organization_suspended/);
    }
    expect(permitted(actor, pathOf({}, {}, NOT_ACTIVATED), 'write')).toBe('organization_not_activated');
  });

  it('reading, for actors at its level or below it, and for none above', () => {
    const held = pathOf({}, HELD);
    expect(permitted(tokenOf('leaf'), held, 'read')).toBe('organization_suspended (inherited)');
    expect(permitted(tokenOf('middle'), held, 'read')).toBe('organization_suspended (inherited)');
    expect(permitted(tokenOf('root'), held, 'read')).toBe('permitted');
    expect(permitted(OPERATOR, pathOf(HELD, HELD, HELD), 'read')).toBe('permitted');
    expect(permitted(tokenOf('root'), pathOf(HELD), 'read')).toBe('organization_suspended (inherited)');
  });

  it('reading, for a user by the level of the highest role that reads', () => {
    expect(permitted(USER, pathOf({ role: 'member' }, HELD), 'read')).toBe('permitted');
    expect(permitted(USER, pathOf({}, { role: 'member', holds: 1 }), 'read')).toMatch(/^organization_suspended/);
    expect(permitted(USER, pathOf({ role: 'customer' }, HELD, { role: 'admin' }), 'read')).toMatch(
      /^organization_suspended/,
    );
  });

  it('is reported ahead of a role that is too low', () => {
    expect(permitted(USER, pathOf({}, HELD, { role: 'customer' }), 'read')).toBe('organization_suspended (inherited)');
    expect(permitted(USER, pathOf({ role: 'member' }, HELD), 'write')).toBe('organization_suspended (inherited)');
    expect(permitted(USER, pathOf({ role: 'member' }, NOT_ACTIVATED), 'write')).toBe('organization_not_activated');
  });
});

describe('the state of a path in the database', () => {
  it('is read by primary key, and locked where it must not change', () => {
    const [locked, unlocked] = [pathStates(['a', 'b'], 'locked'), pathStates(['a', 'b'], 'unlocked')];
    expect(locked.sql).toMatch(/WHERE a\.id IN \(\?, \?\) .*LOCK IN SHARE MODE$/);
    expect(unlocked.sql).not.toMatch(/LOCK/);
    expect([locked.params, unlocked.params]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('is read from a row, with a role or without', () => {
    const row = { a_id: 'x', a_holds: 2, a_activated_at: null, a_deleted_at: 5, a_role: 'admin' };
    expect(pathStateOf(row)).toEqual({ id: 'x', holds: 2, activated: false, deleted: true, role: 'admin' });
    const bare = { a_id: 'x', a_holds: 0, a_activated_at: 1, a_deleted_at: null };
    expect(pathStateOf(bare)).toEqual({ id: 'x', holds: 0, activated: true, deleted: false, role: null });
  });
});
