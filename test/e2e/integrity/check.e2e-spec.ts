import BetterSqlite3 from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CallAbort } from '../../../src/common/call-signal.js';
import {
  INVARIANTS,
  IntegrityCheckService,
  type InvariantResult,
} from '../../../src/integrity/integrity-check.service.js';
import { sqlite, testDatabases } from '../../support/database/databases.js';
import type { Value } from '../../support/database/sql.js';
import { startApp } from '../../support/harness.js';
import { until } from '../../support/until.js';
import { Factories } from '../../support/scenes/factories.js';
import { done, here } from '../cli/command-line.runs.js';
import { type Change, type CheckedScene, type Damage, longList, openCheckedScene } from './check.scene.js';
import { WEBHOOK_DAMAGES } from './webhook-damages.js';
import { EventRetentionService } from '../../../src/event-feed/retention/event-retention.service.js';

const NO_ID = 'f'.repeat(32);
const set = (table: string, column: string, id: string, broken: Value, whole: Value): readonly [Change, Change] => [
  [`UPDATE ${table} SET ${column} = ? WHERE id = ?`, broken, id],
  [`UPDATE ${table} SET ${column} = ? WHERE id = ?`, whole, id],
];
const insert = (table: string, columns: string, values: readonly Value[]): readonly [Change, Change] => {
  const [first, second] = columns.split(', ');
  return [
    [`INSERT INTO ${table} (${columns}) VALUES (${values.map(() => '?').join(', ')})`, ...values],
    [`DELETE FROM ${table} WHERE ${first} = ? AND ${second} = ?`, values[0]!, values[1]!],
  ];
};
const hold = (id: string) =>
  insert('organization_holds', 'organization_id, source, placed_by_organization_id, since, `by`', [
    ...[id, 'billing', '', 1, 'test'],
  ]);
const event = (id: string, action: string, organizationId: string, at = 1) =>
  insert(
    'audit_events',
    'id, action, organization_id, subject_id, subject_type, data, at, actor_kind, actor_id, request_id, pending_since',
    [id, action, organizationId, id, 'organization', '{}', at, 'system', 'test', 'test', 1],
  );

const DAMAGES: readonly Damage[] = [
  ...WEBHOOK_DAMAGES,
  [
    'references',
    'a parent',
    ({ managed }) => set('organizations', 'currency_id', managed.id, NO_ID, managed.currencyId),
  ],
  [
    'references',
    'a user with a role',
    ({ enterprise, managed }) =>
      insert('enterprise_users', 'enterprise_id, user_id, organization_id, role, created_at', [
        ...[enterprise.id, NO_ID, managed.id, 'viewer', 1],
      ]),
  ],
  [
    'organization-paths',
    'a path',
    ({ managed }) => set('organizations', 'path', managed.id, managed.id, managed.path.join('/')),
  ],
  ['organization-paths', 'a depth', ({ managed }) => set('organizations', 'depth', managed.id, 3, 2)],
  ['organization-holds', 'a hold that is not counted', ({ managed }) => hold(managed.id)],
  [
    'organization-holds',
    'a counted hold that is not there',
    ({ managed }) => set('organizations', 'holds', managed.id, 1, 0),
  ],
  ['deleted-organizations', 'a living one below', ({ root }) => set('organizations', 'deleted_at', root.id, 1, null)],
  [
    'suspended-organizations',
    'a later creation',
    ({ suspended }) =>
      insert('audit_lines', 'organization_id, event_id, at, action, sequence', [
        suspended.id,
        NO_ID,
        9_999_999_999_999,
        'enterprise.created',
        9_999,
      ]),
  ],
  [
    'managed-limits',
    'a count',
    ({ root }) => [
      ['UPDATE organization_usage SET managed_count = 4 WHERE organization_id = ?', root.id],
      ['UPDATE organization_usage SET managed_count = 3 WHERE organization_id = ?', root.id],
    ],
  ],
  [
    'managed-limits',
    'a limit that is exceeded',
    ({ root }) => [
      ['UPDATE organization_usage SET managed_limit = 2 WHERE organization_id = ?', root.id],
      ['UPDATE organization_usage SET managed_limit = 10 WHERE organization_id = ?', root.id],
    ],
  ],
  [
    'managed-limits',
    'a root without a count',
    ({ root }) => [
      ['DELETE FROM organization_usage WHERE organization_id = ?', root.id],
      ['INSERT INTO organization_usage (organization_id, managed_count, managed_limit) VALUES (?, 3, 10)', root.id],
    ],
  ],
  [
    'sub-domains',
    'one that was given up',
    ({ root, givenUp }) => set('organizations', 'sub_domain', root.id, givenUp, root.subDomain),
  ],
  [
    'idempotency-keys',
    'a key of a deleted enterprise',
    ({ deletedEnterpriseId, enterprise }) => [
      [
        `UPDATE deleted_enterprises SET key_hash = (SELECT e.key_hash FROM enterprises e WHERE e.id = ?) WHERE id = ?`,
        ...[enterprise.id, deletedEnterpriseId],
      ],
      ['UPDATE deleted_enterprises SET key_hash = ? WHERE id = ?', 'a'.repeat(64), deletedEnterpriseId],
    ],
  ],
  [
    'idempotency-digests',
    'a digest',
    ({ enterprise }) => set('enterprises', 'admins_digest', enterprise.id, 'short', 'a'.repeat(64)),
  ],
  [
    'enterprise-admins',
    'the only admin',
    ({ enterprise }) => [
      [`UPDATE enterprise_users SET role = 'viewer' WHERE enterprise_id = ?`, enterprise.id],
      [`UPDATE enterprise_users SET role = 'admin' WHERE enterprise_id = ?`, enterprise.id],
    ],
  ],
  [
    'enterprise-organizations',
    'a role',
    ({ enterprise, root, managed }) => [
      ['UPDATE enterprise_users SET organization_id = ? WHERE enterprise_id = ?', root.id, enterprise.id],
      ['UPDATE enterprise_users SET organization_id = ? WHERE enterprise_id = ?', managed.id, enterprise.id],
    ],
  ],
  [
    'user-emails',
    'a user without one',
    ({ enterprise }) => set('users', 'email_canonical', enterprise.userId, null, 'found@example.com'),
  ],
  ['user-emails', 'an erased one', ({ erasedUserId }) => set('users', 'first_name', erasedUserId, 'Ada', null)],
  [
    'user-visibility',
    'an organization above',
    ({ enterprise, root, managed }) => [
      [
        'DELETE FROM user_reach WHERE user_id = ? AND ancestor_id = ? AND organization_id = ?',
        enterprise.userId,
        root.id,
        managed.id,
      ],
      [
        'INSERT INTO user_reach (user_id, ancestor_id, organization_id) VALUES (?, ?, ?)',
        enterprise.userId,
        root.id,
        managed.id,
      ],
    ],
  ],
  [
    'user-visibility',
    'a foreign organization',
    ({ enterprise, suspended, managed }) => [
      [
        'INSERT INTO user_reach (user_id, ancestor_id, organization_id) VALUES (?, ?, ?)',
        enterprise.userId,
        suspended.id,
        managed.id,
      ],
      ['DELETE FROM user_reach WHERE user_id = ? AND ancestor_id = ?', enterprise.userId, suspended.id],
    ],
  ],
  [
    'token-subjects',
    'a kind',
    () => [
      [`UPDATE access_tokens SET kind = 'organization' WHERE kind = 'operator'`],
      [`UPDATE access_tokens SET kind = 'operator' WHERE kind = 'organization'`],
    ],
  ],
  [
    'creation-events',
    'an organization without one',
    ({ managed }) => [
      [
        `UPDATE audit_events SET action = 'organization.renamed' WHERE action = 'organization.created' AND subject_id = ?`,
        managed.id,
      ],
      [`UPDATE audit_events SET action = 'organization.created' WHERE action = 'organization.renamed'`],
    ],
  ],
  [
    'creation-events',
    'an enterprise without one',
    ({ enterprise }) => [
      [
        `UPDATE audit_events SET action = 'enterprise.renamed' WHERE action = 'enterprise.created' AND subject_id = ?`,
        enterprise.id,
      ],
      [`UPDATE audit_events SET action = 'enterprise.created' WHERE action = 'enterprise.renamed'`],
    ],
  ],
  ['creation-events', 'one of nothing', ({ managed }) => event(NO_ID, 'organization.created', managed.id)],
  [
    'audit-lines',
    'an event without lines',
    ({ managed }) => [
      ['UPDATE audit_events SET pending_since = 1 WHERE organization_id = ? AND pending_since IS NULL', managed.id],
      ['UPDATE audit_events SET pending_since = NULL WHERE organization_id = ?', managed.id],
    ],
  ],
  [
    'audit-lines',
    "a line in another's log",
    ({ managed }) => [
      ['UPDATE audit_lines SET organization_id = ? WHERE organization_id = ?', NO_ID, managed.id],
      ['UPDATE audit_lines SET organization_id = ? WHERE organization_id = ?', managed.id, NO_ID],
    ],
  ],
  [
    'audit-order',
    'the last place',
    () => [
      ['UPDATE audit_sequence SET last_place = last_place + 1'],
      ['UPDATE audit_sequence SET last_place = last_place - 1'],
    ],
  ],
  [
    'audit-order',
    'a gap',
    () => [
      [`UPDATE audit_lines SET sequence = 9999 WHERE organization_id = '' AND sequence = 2`],
      [`UPDATE audit_lines SET sequence = 2 WHERE organization_id = '' AND sequence = 9999`],
    ],
  ],
];

describe.each(testDatabases())('the check of the whole database on $name', (database) => {
  let scene: CheckedScene;

  beforeAll(async () => {
    scene = await openCheckedScene(database);
    const unchecked = database.name === 'sqlite' ? 'PRAGMA foreign_keys = OFF' : 'SET foreign_key_checks = 0';
    await scene.stage.app.sql.execute(unchecked);
  });

  afterAll(() => scene.stage.close());

  const check = () =>
    scene.stage.app.app.get(IntegrityCheckService, { strict: false }).check({ signal: new CallAbort() });
  const broken = async () => (await check()).filter((each) => each.broken > 0);
  const names = async () => (await broken()).map(({ name }) => name);
  const execute = ([sql, ...params]: Change) => scene.stage.app.sql.execute(sql, params);

  it('finds every invariant whole in what the service has made', async () => {
    expect(await broken()).toEqual([]);
  });

  it.each(DAMAGES)('%s: finds what is wrong with %s', async (invariant, _, damage) => {
    const [breaking, repair] = damage(scene);
    expect(await execute(breaking)).toBeGreaterThan(0);
    const found = await broken();
    expect(found.map(({ name }) => name)).toContain(invariant);
    expect(found.find(({ name }) => name === invariant)!.examples.length).toBeGreaterThan(0);
    await execute(repair);
    expect(await names()).toEqual([]);
  });

  it('list-blocks: finds a block of another size, in a list that is longer than a batch', async () => {
    const ids = await longList(scene);
    // They have no events.
    expect(await names()).toEqual(['managed-limits', 'creation-events']);
    const end = ids[1_500]!;
    const block = 'INSERT INTO list_blocks (kind, owner_id, level, last_id, size) VALUES (?, ?, 1, ?, ?)';
    await execute([block, 'managed', scene.root.id, end, 1]);
    expect(await names()).toContain('list-blocks');
    const sql = 'SELECT COUNT(*) AS n FROM organizations WHERE parent_id = ? AND deleted_at IS NULL AND id <= ?';
    const [row] = await scene.stage.app.sql.rows(sql, [scene.root.id, end]);
    await execute(['UPDATE list_blocks SET size = ?', row!.n!]);
    expect(await names()).not.toContain('list-blocks');
  });

  it('unique-keys: finds two rows with the same key where the index is gone', async () => {
    const on = database.name === 'sqlite' ? '' : ' ON audit_lines';
    await scene.stage.app.sql.execute(`DROP INDEX uq_audit_lines_sequence${on}`);
    await execute([`UPDATE audit_lines SET sequence = 1 WHERE organization_id = '' AND sequence = 2`]);
    expect(await names()).toEqual(expect.arrayContaining(['unique-keys', 'audit-lines']));
  });

  it('has a damage in this suite for every invariant', () => {
    const damaged = new Set([...DAMAGES.map(([name]) => name), 'list-blocks', 'unique-keys']);
    expect(INVARIANTS.map(({ name }) => name).filter((name) => !damaged.has(name))).toEqual([]);
  });

  it('is explained by its page, in the same words', () => {
    const page = readFileSync('docs/operations/check.md', 'utf8').replace(/ +/g, ' ');
    for (const { name, promise } of INVARIANTS) expect(page).toContain(`| \`${name}\` | ${promise} |`);
  });

  it('is a command that names what is broken, and ends by 1', async () => {
    const refused = await here(scene.stage.variables, 'check');
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining('invariants are broken: unique-keys') as unknown,
    });
    expect(refused.out).toMatch(/^ +ok +organization-paths +The path of an organization/m);
    expect(refused.out).toMatch(/^ +broken +unique-keys +No two rows/m);
    const json = await here(scene.stage.variables, 'check', '--json');
    expect(json).toMatchObject({ code: 1, error: { code: 'invariants_broken' }, json: { ok: false } });
  });
});

describe.each(testDatabases())('the check of an installation that keeps events for a time on $name', (database) => {
  it('misses none of what was cleared', async () => {
    const { stage } = await openCheckedScene(database);
    const retention = stage.app.app.get(EventRetentionService, { strict: false });
    const signal = AbortSignal.timeout(30_000);
    await until('the events are cleared', async () => (await retention.clearSome({ signal }, 0)) === 0);
    expect(await stage.app.sql.count('audit_events')).toBe(1);
    const { json } = await done(here(stage.variables, 'check', '--json'));
    await stage.close();
    expect(json).toMatchObject({ ok: true });
  });
});

describe.each(testDatabases())('the check of an empty installation on $name', (database) => {
  it('finds nothing that is broken', async () => {
    const fresh = await database.fresh();
    try {
      const { json } = await done(here(fresh.variables, 'check', '--json'));
      expect(json).toMatchObject({ ok: true });
    } finally {
      await fresh.drop();
    }
  });
});

describe('the check of a damaged file', () => {
  it('finds an index that lacks a row of its table', async () => {
    const fresh = await sqlite.fresh();
    const app = await startApp(fresh.env);
    const { id } = await new Factories(app).root();
    await app.close();
    const file = join(fresh.env.DATA_DIR, 'tenantry.sqlite');
    damageIndex(file, 'ix_organizations_living', id);
    const { code, json, error } = await here(fresh.variables, 'check', '--json');
    await fresh.drop();
    expect({ code, error }).toMatchObject({ code: 1, error: { code: 'invariants_broken' } });
    const [found] = (json.invariants as InvariantResult[]).filter(({ broken }) => broken > 0);
    expect(found).toMatchObject({ name: 'sqlite-file' });
    expect(found!.examples[0]!.found).toContain('ix_organizations_living');
  });
});

/** Changes one digit of an id in the first page of an index, past the database. */
function damageIndex(file: string, index: string, id: string): void {
  const database = new BetterSqlite3(file);
  const at = database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(index) as number;
  const size = database.pragma('page_size', { simple: true }) as number;
  database.close();
  const bytes = readFileSync(file);
  const found = bytes.indexOf(id, (at - 1) * size);
  bytes.write(id.startsWith('0') ? '1' : '0', found);
  writeFileSync(file, bytes);
}
