import type { TokenBounds } from '../../src/token/token-bounds.js';
import { OwnTokenCalls } from '../support/scenes/access-tokens.js';
import type { Answer } from '../support/answers.js';
import { TokenScene } from '../support/scenes/api-tokens.js';
import { testDatabases } from '../support/database/databases.js';
import {
  expected,
  held,
  type HolderKind,
  HOLDERS,
  INSTALLATION_RATE,
  type Relation,
  relations,
  subjectOf,
} from './token-bounds.model.js';

/** A refusal of either dialect, as far as it is looked at here. */
interface Refusal {
  readonly name?: string;
  readonly context?: { readonly bounds?: readonly string[] };
  readonly error?: string | { readonly code: string; readonly detail: { readonly bounds?: readonly string[] } };
}

const said = (answer: Answer<object>): string => {
  if (answer.status < 300) return String(answer.status);
  const { name, context, error } = answer.body as Refusal;
  const [code, bounds] = typeof error === 'object' ? [error.code, error.detail.bounds] : [name, context?.bounds];
  return [answer.status, code, bounds?.join(' ')].filter((word) => word !== undefined).join(' ');
};

/** What a request of core-v1 says of these bounds; it has no word for calls a minute. */
const properties = ({ scopes, networks, expiresAt }: TokenBounds) => ({
  scopes,
  authorized_ip_addresses: networks,
  expires_at: Math.floor(expiresAt! / 1_000),
});

describe.each(testDatabases())('the bounds of tokens on $name', (database) => {
  let scene: TokenScene;
  let own: OwnTokenCalls;
  let userId: string;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { RATE_LIMIT: String(INSTALLATION_RATE) });
    own = new OwnTokenCalls(scene);
    userId = (await scene.make.member(scene.root, 'admin')).id;
  });

  afterAll(() => scene.close());

  const subject = (kind: HolderKind) => subjectOf(kind, { organizationId: scene.root.id, userId });
  const boundsOf = async (id: string) => {
    const sql = 'SELECT scopes, networks, rate_limit, expires_at FROM access_tokens WHERE id = ?';
    return (await scene.app.sql.rows(sql, [id]))[0]!;
  };

  /** Everything that makes or changes a token through another: what a token is to be, or is, has this relation to that. */
  const operations = (kind: HolderKind, now: number) => {
    const other = (relation: Relation) => scene.make.bounded(subject(kind), { ...held(now), ...relation.bounds });
    const requested = ({ bounds }: Relation) => ({ ...held(now), ...bounds });
    const can = (relation: Relation) => relation.bounds.rateLimit === undefined;
    const ends = (relation: Relation) => relation.bounds.expiresAt !== null;
    return {
      'create in core-v1': {
        dialect: 'core-v1' as const,
        asks: (relation: Relation) => can(relation) && ends(relation),
        ask: (token: string, relation: Relation) => scene.create(properties(requested(relation)), { token }),
      },
      'change itself in core-v1': {
        dialect: 'core-v1' as const,
        asks: (relation: Relation) => can(relation) && ends(relation),
        ask: async (token: string, relation: Relation) =>
          scene.update(await scene.idOf(token), properties(requested(relation)), { token }),
      },
      'change another in core-v1': {
        dialect: 'core-v1' as const,
        asks: (relation: Relation) => can(relation) && ends(relation),
        ask: async (token: string, relation: Relation) => {
          const { id } = await scene.make.bounded(subject(kind), { ...held(now), rateLimit: 10 });
          return scene.update(id, properties(requested(relation)), { token });
        },
      },
      'rename in core-v1': {
        dialect: 'core-v1' as const,
        asks: () => true,
        ask: async (token: string, relation: Relation) =>
          scene.update((await other(relation)).id, { name: 'renamed' }, { token }),
      },
      'regenerate in core-v1': {
        dialect: 'core-v1' as const,
        asks: () => true,
        ask: async (token: string, relation: Relation) => scene.regenerate((await other(relation)).id, { token }),
      },
      'create in api-v2': {
        dialect: 'api-v2' as const,
        asks: (relation: Relation) => can(relation) && ends(relation),
        ask: (token: string, relation: Relation) => {
          const { scopes, networks, expiresAt } = requested(relation);
          // A second less, since it counts from when the service gets to it; two seconds later is too late even so.
          const duration = Math.floor((expiresAt! - Date.now()) / 1_000) - 1;
          return own.create({ scope: scopes, ipRestrict: networks, duration }, { token });
        },
      },
      'rotate in api-v2': {
        dialect: 'api-v2' as const,
        asks: () => true,
        ask: async (token: string, relation: Relation) => own.rotate((await other(relation)).id, {}, { token }),
      },
    };
  };

  it.each(HOLDERS)(
    'are those of the token in use at most, whatever makes or changes them: %s',
    async (kind) => {
      const now = Math.floor(Date.now() / 1_000) * 1_000;
      const differences: object[] = [];
      let asked = 0;
      for (const [operation, { dialect, asks, ask }] of Object.entries(operations(kind, now))) {
        for (const relation of relations(now).filter(asks)) {
          const { secret } = await scene.make.bounded(subject(kind), held(now));
          const answered = said(await ask(secret, relation));
          asked += 1;
          const meant = expected(dialect, relation);
          if (answered !== meant) differences.push({ operation, relation: relation.name, meant, answered });
        }
      }
      expect(differences).toEqual([]);
      expect(asked).toBeGreaterThan(90);
    },
    60_000,
  );

  it.each(HOLDERS)('are those of the token in use where nothing else is asked for: %s', async (kind) => {
    const now = Math.floor(Date.now() / 1_000) * 1_000;
    const { id, secret: token } = await scene.make.bounded(subject(kind), held(now));
    const { scopes, ...reach } = await boundsOf(id);
    const made = [await scene.create({}, { token }), await own.create({ ipRestrict: null }, { token })] as const;
    expect(made.map(said)).toEqual(['200', '200']);
    const { id: core, ...shown } = made[0].body.api_token;
    expect(await boundsOf(core)).toMatchObject(reach);
    const { networks, rateLimit, expiresAt } = held(now);
    expect(shown).toMatchObject({
      authorized_ip_addresses: networks,
      rate_limit: rateLimit,
      expires_at: expiresAt! / 1_000,
    });
    expect(await boundsOf(made[1].body.id)).toMatchObject({ ...reach, scopes });
  });

  it.each(HOLDERS)('do not grow by a rotation, which ends with the token in use at the latest: %s', async (kind) => {
    const now = Date.now();
    const { id, secret: token } = await scene.make.bounded(subject(kind), held(now));
    await scene.app.sql.execute('UPDATE access_tokens SET created_at = ? WHERE id = ?', [now - 7_200_000, id]);
    const { body } = await own.rotate(id, {}, { token });
    const { expires_at, ...rest } = await boundsOf(id);
    expect(await boundsOf(body.id)).toMatchObject({ ...rest, expires_at: held(now).expiresAt });
    expect(Number(expires_at)).toBeLessThanOrEqual(held(now).expiresAt!);
  });

  it('do not keep a weak token from ending a strong one', async () => {
    const [weak, strong] = [await scene.make.bounded(subject('organization'), held(Date.now())), await scene.create()];
    const { id, secret } = strong.body.api_token;
    expect(said(await scene.delete(id, { token: weak.secret }))).toBe('200');
    expect(await scene.works(secret)).toBe(false);
  });

  it('leave no effect of what is refused, and do not concern a token without bounds', async () => {
    const now = Date.now();
    const { secret: token } = await scene.make.bounded(subject('organization'), held(now));
    const strong = (await scene.create({ scopes: ['all'] })).body.api_token;
    const before = await scene.state();
    for (const answer of [
      await scene.create({ expires_at: 4_000_000_000 }, { token }),
      await scene.create({ authorized_ip_addresses: [] }, { token }),
      await scene.update(strong.id, { authorized_ip_addresses: ['127.0.0.1'] }, { token }),
      await scene.regenerate(strong.id, { token }),
      await own.create({ duration: 86_400 }, { token }),
      await own.rotate(strong.id, {}, { token }),
    ]) {
      expect(answer.status).toBe(403);
    }
    expect(await scene.state()).toEqual(before);
    expect(said(await scene.create({ expires_at: 4_000_000_000 }))).toBe('200');
  });
});
