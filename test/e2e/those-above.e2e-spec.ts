import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Organization } from '../../src/organization/organization.js';
import { type Event, listing, type Page } from '../support/audit-log.js';
import { testDatabases } from '../support/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../support/enterprises.js';
import { here } from './command-line.runs.js';

interface Freeze {
  readonly frozenBy: string;
  readonly unFrozenBy?: string;
}

/** Three levels, each with its token: what is done by one is told to the others. */
describe.each(testDatabases())('those above a reader on $name', (database) => {
  let scene: EnterpriseScene;
  let line: [Organization, Organization, Organization];
  let tokens: { id: string; secret: string }[];
  let operator: string;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    operator = await scene.make.operatorToken();
  });

  beforeEach(async () => {
    line = (await scene.make.lineage(3)) as typeof line;
    const issue = ({ id }: Organization) => scene.make.issue({ kind: 'organization', organizationId: id });
    tokens = [await issue(line[0]), await issue(line[1]), await issue(line[2])];
  });

  afterAll(() => scene.close());

  const member = async (of: Organization) => {
    const user = await scene.make.member(of, 'admin');
    return scene.make.issue({ kind: 'user', userId: user.id });
  };

  describe('in the audit', () => {
    let renamed = 0;
    const rename = async (of: Organization, by: string) => {
      const url = `/core/v1/organizations/${of.id}`;
      const name = `Renamed ${renamed++}`;
      expect((await scene.app.call({ method: 'PATCH', url, token: by, json: { name } })).status).toBe(200);
    };
    /** The first event is the newest. */
    const newest = async (log: Organization, by: string): Promise<Event> =>
      (await scene.app.call<Page>(listing(log, by, '?limit=1&action=organization.changed'))).body.audit_events[0]!;
    const hidden = (kind: string) => ({ actor: { kind, id: null }, ip: null });
    const shown = (kind: string, id: string) => ({ actor: { kind, id }, ip: '127.0.0.1' });

    it('are told by their kind alone, tokens and users, to every reader below them', async () => {
      const [root, child, grandchild] = line;
      for (const by of [tokens[0]!, await member(root)]) {
        await rename(grandchild, by.secret);
        const kind = by === tokens[0] ? 'organization' : 'user';
        for (const reader of [tokens[1]!, tokens[2]!, await member(child), await member(grandchild)]) {
          expect(await newest(grandchild, reader.secret)).toMatchObject(hidden(kind));
        }
        for (const reader of [tokens[0]!.secret, (await member(root)).secret, operator]) {
          expect(await newest(grandchild, reader)).toMatchObject(shown(kind, by.id));
        }
      }
    });

    it('are not those at the place of the reader or below it, whose ids are told', async () => {
      const [, child, grandchild] = line;
      for (const by of [tokens[1]!, await member(child), tokens[2]!, await member(grandchild)]) {
        await rename(grandchild, by.secret);
        const { actor, ip } = await newest(grandchild, tokens[1]!.secret);
        expect([actor.id, ip]).toEqual([by.id, '127.0.0.1']);
      }
    });

    it('are the operator to all, the command line included', async () => {
      const [root] = line;
      await here(scene.variables, 'organization', 'update', root.id, '--name', 'By the operator');
      expect(await newest(root, tokens[0]!.secret)).toMatchObject(hidden('system'));
      await rename(root, operator);
      expect(await newest(root, tokens[0]!.secret)).toMatchObject(hidden('operator'));
    });
  });

  describe('in a freeze', () => {
    let enterpriseId: string;

    const url = () => `/api/v2/enterprise/${enterpriseId}`;
    const frozen = async (by: string) =>
      (await scene.app.call<{ freeze: Freeze }>({ method: 'GET', url: url(), token: by })).body.freeze;
    const freeze = async (by: string, seconds: number) => {
      const json = { duration: String(seconds) };
      const answer = await scene.app.call<Freeze>({ method: 'POST', url: `${url()}/freeze`, token: by, json });
      expect(answer.status).toBe(200);
      return answer.body.frozenBy;
    };

    it('are told by their kind, to users of the enterprise alone everybody else', async () => {
      const [, child] = line;
      const wish = anEnterprise();
      const made = (await scene.created(creation(child, tokens[1]!.secret, wish))).body;
      ({ enterpriseId } = made);
      const inside = await scene.make.issue({ kind: 'user', userId: made.userId });
      expect(await freeze(tokens[0]!.secret, 60)).toBe(tokens[0]!.id);
      expect((await frozen(tokens[1]!.secret)).frozenBy).toBe('organization');
      expect((await frozen(inside.secret)).frozenBy).toBe('organization');
      const chief = await member(line[0]);
      expect(await freeze(chief.secret, 120)).toBe(chief.id);
      expect((await frozen(tokens[1]!.secret)).frozenBy).toBe('user');
      expect(await freeze(tokens[1]!.secret, 180)).toBe(tokens[1]!.id);
      expect((await frozen(tokens[0]!.secret)).frozenBy).toBe(tokens[1]!.id);
      expect((await frozen(inside.secret)).frozenBy).toBe('organization');
      expect(await freeze(inside.secret, 240)).toBe(inside.id);
      expect((await frozen(tokens[1]!.secret)).frozenBy).toBe(inside.id);

      await here(scene.variables, 'enterprise', 'thaw', enterpriseId);
      for (const reader of [tokens[0]!, tokens[1]!, inside]) {
        expect((await frozen(reader.secret)).unFrozenBy).toBe('operator');
      }
      expect((await frozen(operator)).unFrozenBy).toMatch(/^cli:/);
    });
  });
});
