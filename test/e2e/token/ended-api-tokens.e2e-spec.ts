import { said } from '../../support/answers.js';
import { AccessTokenChangeService } from '../../../src/token/keeping/access-token-change.service.js';
import { newId } from '../../../src/common/ids.js';
import { OwnTokenCalls } from '../../support/scenes/access-tokens.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';

const LATER = 4_000_000_000;

describe.each(testDatabases())('an API token that has ended on $name', (database) => {
  let scene: TokenScene;
  let own: OwnTokenCalls;

  beforeAll(async () => {
    scene = await TokenScene.open(database, { TOKEN_CACHE_MS: '0' });
    own = new OwnTokenCalls(scene);
  });

  afterAll(() => scene.close());

  const made = async () => (await scene.create()).body.api_token;
  /** Lets time pass for a token: the end that it has is moved to a moment ago. */
  const passed = (id: string) => scene.app.sql.execute('UPDATE access_tokens SET expires_at = 1000 WHERE id = ?', [id]);
  const expiry = { details: 'The API token expired at 1970-01-01T00:00:01.000Z' };

  it('by time is neither changed nor regenerated, and its secret does not work again', async () => {
    const { id, secret } = await made();
    await passed(id);
    const before = await scene.state();
    for (const answer of [
      await scene.update(id, { expires_at: LATER }),
      await scene.update(id, { name: 'renamed' }),
      await scene.update(id, { expires_at: LATER }, { token: await operator() }),
      await scene.regenerate(id),
    ]) {
      expect([answer.status, answer.body.error]).toEqual([
        409,
        {
          code: 'api_token_ended',
          description: 'The API token has ended, and an ended token is neither updated nor regenerated',
          detail: expiry,
        },
      ]);
    }
    expect((await scene.state()) as object).toMatchObject({ keys: (before as { keys: number }).keys });
    expect(await scene.works(secret)).toBe(false);
    expect(said(await scene.delete(id))).toBe('200');
  });

  it('is not brought back by the command line either', async () => {
    const { id, secret } = await made();
    await passed(id);
    const changes = scene.app.app.get(AccessTokenChangeService, { strict: false });
    const ctx = {
      requestId: newId(),
      actor: { kind: 'system', name: 'test' },
      signal: AbortSignal.timeout(30_000),
    } as const;
    await expect(changes.update(ctx, id, { expiresAt: null })).rejects.toMatchObject({ code: 'api_token_ended' });
    await expect(changes.regenerate(ctx, id)).rejects.toMatchObject({ code: 'api_token_ended' });
    expect(await scene.works(secret)).toBe(false);
  });

  it('by a rotation ends when that has said, or earlier', async () => {
    const { id, secret } = await made();
    const { body } = await own.rotate(id, { overlap: 600 });
    const before = await scene.state();
    const later = await scene.update(id, { expires_at: LATER });
    expect([later.status, later.body.error]).toEqual([
      409,
      {
        code: 'api_token_replaced',
        description: 'The API token has been rotated, and cannot be given a later end than its rotation has set',
        detail: { id, replaced_by: body.id },
      },
    ]);
    expect(await scene.state()).toEqual(before);
    expect(said(await scene.update(id, { expires_at: Math.ceil(Date.now() / 1_000) + 60 }))).toBe('200');
    await passed(id);
    expect(said(await scene.update(id, { expires_at: LATER }))).toBe('409 api_token_ended');
    expect([await scene.works(secret), await scene.works(body.token!)]).toEqual([false, true]);
  });

  it('is freed of its bounds by no weaker one', async () => {
    const subject = { kind: 'organization', organizationId: scene.root.id } as const;
    const bounds = { scopes: ['all'], networks: ['192.0.2.0/24'], rateLimit: null, expiresAt: null };
    const strong = await scene.make.bounded(subject, bounds);
    const token = await scene.make.organizationToken(scene.root, ['api_tokens']);
    const free = { authorized_ip_addresses: [], expires_at: LATER };
    expect(said(await scene.update(strong.id, free, { token }))).toBe('403 permission_denied');
    await passed(strong.id);
    expect(said(await scene.update(strong.id, free, { token }))).toBe('409 api_token_ended');
    expect(await scene.works(strong.secret)).toBe(false);
  });

  it('shows in the audit from which value to which it was changed while it was valid', async () => {
    const { id } = (await scene.create({ authorized_ip_addresses: ['10.0.0.0/8'], expires_at: LATER })).body.api_token;
    await scene.update(id, { name: 'secret name', authorized_ip_addresses: ['10.1.0.0/16'], expires_at: LATER - 1 });
    const event = (await scene.audit(id))[1];
    expect(JSON.parse(String(event?.data))).toEqual({
      members: 'name networks expiresAt',
      ...{ networks: '10.1.0.0/16', networksBefore: '10.0.0.0/8' },
      ...{ expiresAt: (LATER - 1) * 1_000, expiresAtBefore: LATER * 1_000 },
    });
  });

  const operator = () => scene.make.operatorToken();
});
