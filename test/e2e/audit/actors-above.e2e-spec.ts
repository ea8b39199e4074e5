import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../../support/answers.js';
import { type Event, listing, type Page } from '../../support/scenes/audit-log.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { addMember, removeMember } from '../../support/scenes/roles.js';
import { tokenUseIsWritten, tripsOf } from '../../support/database/statement-log.js';
import { here } from '../cli/command-line.runs.js';

interface Freeze {
  readonly frozenBy: string;
  readonly unFrozenBy?: string;
}

/** Three levels, each with its token: what one does is shown to the others. */
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

  const person = async (of: Organization) => {
    const user = await scene.make.member(of, 'admin');
    return { user, ...(await scene.make.issue({ kind: 'user', userId: user.id })) };
  };
  const ok = async (call: Call) => expect((await scene.app.call(call)).status).toBe(200);

  describe('in the audit', () => {
    let renamed = 0;
    const rename = async (of: Organization, by: string) => {
      const url = `/core/v1/organizations/${of.id}`;
      const name = `Renamed ${renamed++}`;
      await ok({ method: 'PATCH', url, token: by, json: { name } });
    };
    /** The newest first. */
    const events = async (log: Organization, by: string, action: string): Promise<readonly Event[]> =>
      (await scene.app.call<Page>(listing(log, by, `?action=${action}`))).body.audit_events;
    const newest = async (log: Organization, by: string): Promise<Event> =>
      (await events(log, by, 'organization.changed'))[0]!;
    const hidden = (kind: string) => ({ actor: { kind, id: null }, ip: null });
    const shown = (kind: string, id: string) => ({ actor: { kind, id }, ip: '127.0.0.1' });
    const facesOf = ({ actor, ip }: Event) => ({ actor, ip });

    it('are shown by their kind alone, tokens and users, to every reader below them', async () => {
      const [root, child, grandchild] = line;
      for (const by of [tokens[0]!, await person(root)]) {
        await rename(grandchild, by.secret);
        const kind = by === tokens[0] ? 'organization' : 'user';
        for (const reader of [tokens[1]!, tokens[2]!, await person(child), await person(grandchild)]) {
          expect(await newest(grandchild, reader.secret)).toMatchObject(hidden(kind));
        }
        for (const reader of [tokens[0]!.secret, (await person(root)).secret, operator]) {
          expect(await newest(grandchild, reader)).toMatchObject(shown(kind, by.id));
        }
      }
    });

    it('are not those at the place of the reader or below it, whose ids are shown', async () => {
      const [, child, grandchild] = line;
      for (const by of [tokens[1]!, await person(child), tokens[2]!, await person(grandchild)]) {
        await rename(grandchild, by.secret);
        const { actor, ip } = await newest(grandchild, tokens[1]!.secret);
        expect([actor.id, ip]).toEqual([by.id, '127.0.0.1']);
      }
    });

    it('stay so to a reader who gives them a role, whether they use it, give it back or keep it', async () => {
      const [root, child] = line;
      const chief = await person(root);
      const seen = async () => (await events(child, tokens[1]!.secret, 'organization.changed')).map(facesOf);
      await rename(child, chief.secret);
      await ok(addMember(child, tokens[1]!.secret, { username: chief.user.email, role: 'admin' }));
      expect(await seen()).toEqual([hidden('user')]);
      await rename(child, chief.secret);
      expect(await seen()).toEqual([hidden('user'), hidden('user')]);
      await ok(removeMember(child, chief.secret, chief.user.id));
      const [left] = await events(child, tokens[1]!.secret, 'user.revoked');
      expect(facesOf(left!)).toEqual(hidden('user'));
      await ok(addMember(child, operator, { username: chief.user.email, role: 'admin' }));
      expect(await seen()).toEqual([hidden('user'), hidden('user')]);
      expect(await newest(child, tokens[0]!.secret)).toMatchObject(shown('user', chief.id));
    });

    it('stay so for what they did up there once they have left, and are named by what they do from then on', async () => {
      const [root, child] = line;
      const chief = await person(root);
      await rename(child, chief.secret);
      await ok(addMember(child, tokens[1]!.secret, { username: chief.user.email, role: 'admin' }));
      await ok(removeMember(root, tokens[0]!.secret, chief.user.id));
      expect(await newest(child, tokens[1]!.secret)).toMatchObject(hidden('user'));
      await rename(child, chief.secret);
      const [after, before] = await events(child, tokens[1]!.secret, 'organization.changed');
      expect([after, before].map((event) => facesOf(event!))).toEqual([shown('user', chief.id), hidden('user')]);
    });

    it('are those of the reader’s own place from when they have a role up there, and no earlier', async () => {
      const [root, child] = line;
      const own = await person(child);
      await rename(child, own.secret);
      await ok(addMember(root, tokens[0]!.secret, { username: own.user.email, role: 'admin' }));
      expect(await newest(child, tokens[1]!.secret)).toMatchObject(shown('user', own.id));
      await rename(child, own.secret);
      expect(await newest(child, tokens[1]!.secret)).toMatchObject(hidden('user'));
    });

    it('are shown by their kind where they create tokens and enterprises, too', async () => {
      const [root, child] = line;
      const chief = await person(root);
      await ok(addMember(child, tokens[1]!.secret, { username: chief.user.email, role: 'admin' }));
      await scene.created(creation(child, chief.secret));
      const url = `/core/v1/organizations/${child.id}/api_tokens`;
      const json = { properties: { name: 'by the chief', scopes: ['enterprises'] } };
      await ok({ method: 'POST', url, token: chief.secret, json });
      for (const action of ['enterprise.created', 'token.created']) {
        const [event] = await events(child, tokens[1]!.secret, action);
        expect([action, facesOf(event!)]).toEqual([action, hidden('user')]);
        const [whole] = await events(child, tokens[0]!.secret, action);
        expect([action, facesOf(whole!)]).toEqual([action, shown('user', chief.id)]);
      }
    });

    it('are not named by what an event contains beside its actor', async () => {
      const [root, child, grandchild] = line;
      const parentIds = async (log: Organization, by: string) =>
        (await events(log, by, 'organization.created')).map(({ data }) => data.parentId);
      for (const reader of [tokens[1]!, await person(child)]) {
        expect(await parentIds(child, reader.secret)).toEqual([child.id, null]);
      }
      expect(await parentIds(grandchild, tokens[2]!.secret)).toEqual([null]);
      for (const reader of [tokens[0]!.secret, (await person(root)).secret, operator]) {
        expect(await parentIds(child, reader)).toEqual([child.id, root.id]);
      }
      expect((await scene.app.call(listing(child, tokens[1]!.secret))).text).not.toContain(root.id);
    });

    it('cost a reader below them no statement more than one at the top', async () => {
      const [root, child] = line;
      for (const by of [tokens[0]!, await person(root), await person(root), tokens[1]!]) await rename(child, by.secret);
      const read = ({ secret }: { secret: string }) => scene.app.call(listing(child, secret));
      const trips = async (reader: { secret: string }) => {
        await read(reader);
        await tokenUseIsWritten(scene.app, reader.secret);
        return (await tripsOf(scene.app, () => read(reader))).length;
      };
      expect(await trips(tokens[1]!)).toBe(await trips(tokens[0]!));
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

    it('are shown by their kind, and to users of the enterprise alone all others are', async () => {
      const [, child] = line;
      const input = anEnterprise();
      const made = (await scene.created(creation(child, tokens[1]!.secret, input))).body;
      ({ enterpriseId } = made);
      const inside = await scene.make.issue({ kind: 'user', userId: made.userId });
      expect(await freeze(tokens[0]!.secret, 60)).toBe(tokens[0]!.id);
      expect((await frozen(tokens[1]!.secret)).frozenBy).toBe('organization');
      expect((await frozen(inside.secret)).frozenBy).toBe('organization');
      const chief = await person(line[0]);
      expect(await freeze(chief.secret, 120)).toBe(chief.id);
      expect((await frozen(tokens[1]!.secret)).frozenBy).toBe('user');
      await ok(addMember(child, tokens[1]!.secret, { username: chief.user.email, role: 'admin' }));
      expect((await frozen(tokens[1]!.secret)).frozenBy).toBe('user');
      await ok(removeMember(line[0], tokens[0]!.secret, chief.user.id));
      expect((await frozen(tokens[1]!.secret)).frozenBy).toBe('user');
      expect((await frozen(tokens[0]!.secret)).frozenBy).toBe(chief.id);
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
