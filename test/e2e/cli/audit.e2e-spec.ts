import { stripVTControlCharacters } from 'node:util';
import { AccessTokenService } from '../../../src/token/access-token.service.js';
import type { TokenSubject } from '../../../src/token/stored-token.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEmail } from '../../support/scenes/factories.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import { BY, done, here, onTerminal } from './command-line.runs.js';

/** How many columns of a terminal a line takes: an ideograph takes two. */
const columnsOf = (line: string) => [...line].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0);

describe.each(testDatabases())('audit list on the command line on $name', (database) => {
  let scene: TokenScene;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
  });

  afterAll(() => scene.close());

  const cli = (...argv: string[]) => here(scene.fresh.variables, 'audit', 'list', ...argv);
  const json = async (...argv: string[]) =>
    (await done(cli(...argv, '--json'))).json.events as Record<string, unknown>[];
  const issue = (subject: TokenSubject, name: string) =>
    scene.app.app
      .get(AccessTokenService, { strict: false })
      .issue(
        { requestId: 'r', actor: { kind: 'system', name: 'test' }, signal: AbortSignal.timeout(10_000) },
        { subject, name, scopes: ['all'], expiresAt: null },
      );
  /** What is shown of one subject, its lines without the space around them. */
  const shown = (out: string, subject: string) => {
    const lines = stripVTControlCharacters(out).split('\n');
    const at = lines.findIndex((line) => line.includes(subject));
    return lines.slice(at - 1, at + 6).map((line) => line.slice(75).trim());
  };

  it('shows the actor: the token by its name, the user by email, the command line by its system user', async () => {
    const root = await scene.make.root();
    const user = await scene.make.member(root, 'admin');
    const own = await issue({ kind: 'organization', organizationId: root.id }, 'nightly billing');
    const laptop = await issue({ kind: 'user', userId: user.id }, 'laptop');
    const operators = await issue({ kind: 'operator' }, 'pager');
    const made: string[] = [];
    for (const { secret } of [own, laptop, operators]) {
      const { body } = await scene.app.call<{ enterpriseId: string }>(createEnterprise(root, secret));
      made.push(body.enterpriseId);
    }
    await done(here(scene.fresh.variables, 'organization', 'suspend', root.id, '--reason', 'x'));
    const { out } = await done(cli('--organization', root.id));
    expect(shown(out, made[0]!).slice(0, 4)).toEqual(['organization', 'nightly billing', root.subDomain, '127.0.0.1']);
    expect(shown(out, made[1]!).slice(0, 2)).toEqual(['user', 'laptop']);
    expect(shown(out, made[1]!).slice(2).join('')).toContain(user.email);
    expect(shown(out, made[2]!).slice(0, 3)).toEqual(['operator', 'pager', '127.0.0.1']);
    expect(out).toMatch(new RegExp(`organization\\.suspended +system\\n.*${BY}\\n`));
    const nobodyElse = { email: null, subDomain: null };
    const events = await json('--organization', root.id, '--limit', '4');
    expect(events.map(({ actor }) => actor)).toEqual([
      { kind: 'system', id: BY, tokenName: null, ...nobodyElse },
      { kind: 'operator', id: operators.id, tokenName: 'pager', ...nobodyElse },
      { kind: 'user', id: laptop.id, tokenName: 'laptop', email: user.email, subDomain: null },
      { kind: 'organization', id: own.id, tokenName: 'nightly billing', email: null, subDomain: root.subDomain },
    ]);
    expect(events[1]).toMatchObject({ organizationId: root.id, organizationSubDomain: root.subDomain });
  });

  it.each(['n'.repeat(255), '名'.repeat(255), 'two words '.repeat(25) + 'end'])(
    'stays within 100 columns, whatever names are long',
    async (name) => {
      const subDomain = 's'.repeat(50) + String(Math.floor(Math.random() * 1e9));
      const root = await scene.make.root({ subDomain });
      const user = await scene.make.user(anEmail('e'.repeat(40)));
      for (const subject of [
        { kind: 'user', userId: user.id },
        { kind: 'organization', organizationId: root.id },
      ]) {
        const { secret } = await issue(subject as TokenSubject, name);
        await scene.app.call(createManaged(root, secret));
      }
      const outputs = [
        await done(cli('--limit', '20')),
        await done(onTerminal(scene.fresh.variables, 'audit', 'list')),
      ];
      for (const { out } of outputs) {
        const lines = stripVTControlCharacters(out).split('\n');
        expect(lines.filter((line) => columnsOf(line) > 100)).toEqual([]);
        expect(
          lines
            .map((line) => line.slice(-25).trim())
            .join('')
            .replaceAll(' ', ''),
        ).toContain(name.slice(0, 10).replaceAll(' ', ''));
      }
    },
  );

  it('shows a whole tree, one organization alone, or one action anywhere', async () => {
    const [root, child] = await scene.make.lineage(2);
    const subjects = async (...argv: string[]) => (await json(...argv)).map(({ subjectId }) => subjectId);
    expect(await subjects('--organization', root!.id)).toEqual([child!.id, root!.id]);
    expect(await subjects('--organization', root!.id, '--only-self')).toEqual([root!.id]);
    expect((await subjects('--action', 'organization.created')).slice(0, 2)).toEqual([child!.id, root!.id]);
    const { out } = await done(cli('--organization', root!.id));
    expect(out).toContain(child!.subDomain);
  });

  it('names no person who was erased', async () => {
    const root = await scene.make.root();
    const user = await scene.make.member(root, 'admin');
    const { id, secret } = await issue({ kind: 'user', userId: user.id }, 'laptop');
    await scene.app.call(createEnterprise(root, secret));
    await scene.app.sql.execute('DELETE FROM enterprise_users WHERE user_id = ?', [user.id]);
    await done(here(scene.fresh.variables, 'user', 'erase', user.id));
    const [event] = await json('--organization', root.id, '--action', 'enterprise.created');
    expect(event?.actor).toEqual({ kind: 'user', id, tokenName: null, email: null, subDomain: null });
  });
});
