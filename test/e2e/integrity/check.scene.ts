import { EventSequencer } from '../../../src/audit/event-sequencer.service.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { TestDatabase } from '../../support/database/databases.js';
import type { Value } from '../../support/database/sql.js';
import { manyManaged } from '../../support/scenes/many-organizations.js';
import { aSubDomain, anEmail } from '../../support/scenes/factories.js';
import { Stage } from '../../support/scenes/stage.js';

/** A statement that changes the data past the service. */
export type Change = readonly [sql: string, ...params: Value[]];

/** An invariant, and a change that breaks it, with the one that repairs that. */
export type Damage = readonly [
  invariant: string,
  what: string,
  changes: (scene: CheckedScene) => readonly [Change, Change],
];

/** An installation with something of everything that the check looks at. */
export interface CheckedScene {
  readonly stage: Stage;
  readonly root: Organization;
  readonly managed: Organization;
  readonly suspended: Organization;
  readonly deleted: Organization;
  readonly enterprise: { readonly id: string; readonly userId: string };
  readonly deletedEnterpriseId: string;
  readonly erasedUserId: string;
  readonly givenUp: string;
  /** Has a delivery of each event behind its creation. */
  readonly endpointId: string;
}

export async function openCheckedScene(database: TestDatabase): Promise<CheckedScene> {
  const stage = await Stage.open(database);
  const { app, make } = stage;
  const root = await make.root({ limit: 10 });
  const [managed, suspended, deleted] = [await make.managed(root), await make.managed(root), await make.managed(root)];
  const token = await make.operatorToken();
  const send = async (method: string, url: string, json?: object) => {
    const answer = await app.call({ method, url, token, ...(json && { json }) } as Parameters<typeof app.call>[0]);
    expect({ url, ok: answer.status < 300 }).toEqual({ url, ok: true });
  };
  const below = await make.managed(managed);
  const enterprise = await make.enterprise(managed);
  const { userId } = await make.enterprise(below);
  await make.enterprise(managed, { additionalAdmins: [userId] });
  const gone = await make.enterprise(managed);
  const erased = await make.user();
  await make.member(managed, 'admin');
  await make.userToken(await make.user());
  await make.suspend(suspended);
  const { endpointId } = await make.webhook(managed);
  // As if it had been made long ago, so that it has to have a delivery of everything.
  await app.sql.execute('UPDATE webhook_endpoints SET updated_at = 1 WHERE id = ?', [endpointId]);
  const givenUp = managed.subDomain;
  await send('PATCH', `/core/v1/organizations/${managed.id}`, { sub_domain: aSubDomain() });
  await send('DELETE', `/core/v1/organizations/${deleted.id}`);
  await send('DELETE', `/api/v2/enterprise/${gone.id}`);
  await send('DELETE', `/api/v2/user/${erased.id}`);
  await app.app.get(EventSequencer, { strict: false }).catchUp({ signal: AbortSignal.timeout(30_000) });
  // Its event has no place yet.
  await make.user(anEmail());
  return {
    ...{ stage, root, managed, suspended, deleted, enterprise, givenUp, endpointId },
    ...{ deletedEnterpriseId: gone.id, erasedUserId: erased.id },
  };
}

/** A list of managed organizations that is long enough for blocks, without the events of their creation. */
export function longList({ stage, root }: CheckedScene): Promise<string[]> {
  return manyManaged(stage.app.sql, root, 2_100);
}
