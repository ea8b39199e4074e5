import { EventSequencer } from '../../../src/audit/event-sequencer.service.js';
import { said } from '../../support/answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import { AuditLogs, type Event, type Log } from '../../support/scenes/audit-log.js';
import { TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEmail } from '../../support/scenes/factories.js';
import { createEnterprise, createManaged } from '../../support/scenes/installation.js';
import type { Refused } from '../../support/scenes/managed-organizations.js';
import { planOf, statementsOf } from '../../support/database/plans.js';
import { tokenUseIsWritten } from '../../support/database/statement-log.js';

const about = ({ action, organization_id: id, subject }: Event) => [action, id, subject.id];

describe.each(testDatabases())('audit logs of whole trees on $name', (database) => {
  let scene: TokenScene;
  let logs: AuditLogs;
  let operator: string;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
    logs = new AuditLogs(scene);
    operator = await scene.make.operatorToken();
  });

  afterAll(() => scene.close());

  const sequence = () =>
    scene.app.app.get(EventSequencer, { strict: false }).catchUp({ signal: AbortSignal.timeout(10_000) });

  /** A whole log, the oldest first: the same before its events have their places and after. */
  const shown = async (log: Log, query = '', token = operator) => {
    const read = () => logs.readAll(log, `per_page=200${query}`, token);
    const early = await read();
    await sequence();
    expect(await read()).toEqual(early);
    return early.map(about).reverse();
  };

  it('tell an organization of the creation, the suspension and the deletion of what it manages', async () => {
    const root = await scene.make.root();
    const token = await scene.make.organizationToken(root);
    const { body } = await scene.app.call<{ organization: { id: string } }>(createManaged(root, token));
    const { id } = body.organization;
    const of = `/core/v1/organizations/${id}`;
    const json = { source: 'parent', reason: 'x' };
    expect(said(await scene.app.call<Refused>({ method: 'POST', url: `${of}/holds`, token, json }))).toBe('200');
    const gone = await scene.app.call<Refused>({
      method: 'DELETE',
      url: `/core/v1/managed_organizations/${id}`,
      token,
    });
    expect(said(gone)).toBe('200');
    const actions = ['organization.created', 'organization.suspended', 'organization.deleted'];
    expect((await shown(root, '', token)).slice(-3)).toEqual(actions.map((action) => [action, id, id]));
    expect(await shown(root, '&only=self', token)).toHaveLength(2);
    expect(await shown(root, '&action=organization.suspended', token)).toEqual([[actions[1], id, id]]);
  });

  it('hold what happened at every level below, and nothing above or beside', async () => {
    const line = await scene.make.lineage(5);
    const beside = await scene.make.managed(line[1]!);
    const made: string[] = [];
    for (const organization of [...line, beside]) {
      const token = await scene.make.organizationToken(organization);
      const call = createEnterprise(organization, token);
      made.push((await scene.app.call<{ enterpriseId: string }>(call)).body.enterpriseId);
    }
    const enterprises = async (log: Log, more = '') =>
      (await shown(log, `&action=enterprise.created${more}`)).map(([, , subject]) => subject);
    for (const [level, organization] of line.entries()) {
      const below = level < 2 ? made.slice(level) : made.slice(level, 5);
      expect(await enterprises(organization)).toEqual(below);
      expect(await enterprises(organization, '&only=self')).toEqual([made[level]]);
    }
    expect((await shown(beside)).every(([, organization]) => organization === beside.id)).toBe(true);
    expect((await enterprises('all')).slice(-6)).toEqual(made);
  });

  describe('GET /core/v1/audit_events', () => {
    it('200: the operator reads what was done anywhere, and what belongs to no organization', async () => {
      const root = await scene.make.root();
      const user = await scene.make.user(anEmail());
      const { id } = await scene.make.issue({ kind: 'operator' });
      expect((await shown('all')).slice(-3)).toEqual([
        ['organization.created', root.id, root.id],
        ['user.created', null, user.id],
        ['token.created', null, id],
      ]);
      expect((await shown('all', '&action=user.created')).at(-1)).toEqual(['user.created', null, user.id]);
      expect(await scene.app.sql.count('audit_lines', "organization_id = ''")).toBe(
        await scene.app.sql.count('audit_events'),
      );
    });

    it('400 for a bad argument', async () => {
      const { body } = await logs.list('all', '?before=x', operator);
      expect(body.error).toMatchObject({ code: 'invalid_argument', detail: { path: ['before'] } });
    });

    it('403 for everybody else, without the scope, and for the token of what is suspended', async () => {
      const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
      const member = await scene.make.userToken(await scene.make.member(root, 'admin'));
      for (const token of [await scene.make.organizationToken(root), member]) {
        expect(said(await logs.list('all', '', token))).toBe('403 permission_denied');
      }
      const narrow = await scene.make.operatorToken(['organizations:read']);
      expect(said(await logs.list('all', '', narrow))).toBe('403 scope_not_granted');
      const held = await scene.make.organizationToken(child);
      await scene.make.suspend(child);
      expect(said(await logs.list('all', '', held))).toBe('403 organization_suspended');
    });
  });

  // Protects FORCE INDEX, the LEFT JOIN and the `+` of audit-log.queries.ts: a page costs a page, of every log.
  it('are read off their keys without sorting, whatever is asked for', async () => {
    const [root, child] = (await scene.make.lineage(2)) as [Organization, Organization];
    const first = Date.now() - 3_600_000;
    await logs.fill(child, 400, first);
    for (let other = 0; other < 8; other++) await logs.fill(await scene.make.root(), 300, first);
    await sequence();
    const statement = database.name === 'mariadb' ? 'ANALYZE TABLE audit_events, audit_lines' : 'ANALYZE';
    await scene.app.sql.execute(statement);
    const { next_cursor: cursor } = (await logs.list(root, '', operator)).body;
    await tokenUseIsWritten(scene.app, operator);
    const after = Math.floor(first / 1_000) + 100;
    const windows = ['', `&after=${after}`, `&before=${after}`, `&after=${after}&before=${after + 50}`];
    const places = [...windows, `&cursor=${cursor}`, `&cursor=${cursor}&after=${after}&before=${after + 50}`];
    for (const [log, only] of [[root, ''] as const, [child, '&only=self'] as const, ['all', ''] as const]) {
      for (const action of ['', '&action=enterprise.created']) {
        for (const place of places) {
          const query = `?per_page=50${only}${action}${place}`;
          const sent = await statementsOf(scene.app, () => logs.list(log, query, operator));
          const own = sent.filter(({ sql }) => /FROM audit_(lines|events) l/.test(sql));
          expect({ query, statements: own.length }).toEqual({ query, statements: 1 });
          for (const each of own) expect(await planOf(scene.app, each)).toEqual(planFor(only !== '', action !== ''));
        }
      }
    }
  });

  /** A range of one key, backwards, and each event by its own. */
  function planFor(isOwn: boolean, hasAction: boolean): string[] {
    const ofOwn = hasAction ? 'ix_audit_events_own_action' : 'ix_audit_events_own';
    const ofTree = hasAction ? 'ix_audit_lines_action' : 'PRIMARY';
    const index = isOwn ? ofOwn : ofTree;
    if (database.name === 'mariadb') return [`l range ${index} covering`, 'e eq_ref PRIMARY'];
    const name = index === 'PRIMARY' ? 'sqlite_autoindex_audit_lines_1' : index;
    const key = `organization_id=?${hasAction ? ' AND action=?' : ''} AND at>? AND at<?`;
    const byId = 'SEARCH e USING INDEX sqlite_autoindex_audit_events_1 (id=?) LEFT-JOIN';
    return [`SEARCH l USING COVERING INDEX ${name} (${key})`, byId];
  }
});
