import { newId } from '../../src/common/ids.js';
import { newSecret, secretHash } from '../../src/token/token.js';
import type { Sql } from '../../test/support/database/sql.js';
import { type Dataset, LISTED_ROOTS } from './dataset.js';
import { seededId, type Seeding } from './seeding.js';

const NOW = Date.now();
const TOKENS_AT_ONCE = 500;
/** Numbers of enterprises that are beyond those of any data set. */
const FIRST_COMMON = 1_000_000_000;

/** The user who is an admin of very many enterprises. */
export const COMMON_ADMIN = seededId('user', FIRST_COMMON);

/** Roots with two members each, and what is below them; nothing has an audit row. */
export async function seedOrganizations(seeding: Seeding, dataset: Dataset): Promise<void> {
  const { roots, children, otherChildren } = dataset;
  const currency = `(SELECT id FROM currencies WHERE iso_code = 'EUR')`;
  const organizations = `organizations (id, parent_id, path, depth, managed, name, sub_domain, created_at,
    activated_at, holds, version, currency_id)`;
  const row = (id: string, parent: string, path: string, depth: number, label: string) => [
    ...[id, parent, path, String(depth), depth > 1 ? '1' : '0', `CONCAT('Seed ${label} ', n)`],
    ...[`CONCAT('seed-${label}-', n)`, String(NOW), String(NOW), '0', '1', currency],
  ];
  const root = seeding.id('organization');
  await seeding.insert(organizations, roots, row(root, 'NULL', root, 1, 'root'));
  const below = (parent: string, offset: number, label: string) => {
    const id = seeding.id('child', `n + ${offset}`);
    return row(id, parent, `CONCAT(${parent}, '/', ${id})`, 2, label);
  };
  await seeding.insert(organizations, children, below(seeding.id('organization', '0'), 0, 'child'));
  const parent = seeding.id('organization', `1 + n % ${roots - 1}`);
  await seeding.insert(organizations, otherChildren, below(parent, children, 'other'));
  const counted = `CASE n WHEN 0 THEN ${children} ELSE ${Math.floor(otherChildren / (roots - 1))} END`;
  await seeding.insert('organization_usage (organization_id, managed_count)', roots, [root, counted]);
  await seedUsers(seeding, dataset);
}

async function seedUsers(seeding: Seeding, { roots, enterprises }: Dataset): Promise<void> {
  const email = `CONCAT('user-', n, '@seed.example.com')`;
  const users = Math.max(2 * roots, enterprises / 2);
  const columns = [seeding.id('user'), email, email, String(NOW)];
  await seeding.insert('users (id, email, email_canonical, created_at)', users, columns);
  const membership = [seeding.id('organization', 'n / 2'), seeding.id('user'), `'member'`, String(NOW)];
  await seeding.insert('organization_users (organization_id, user_id, role, created_at)', 2 * roots, membership);
}

/** At least a page of enterprises in each root whose list is read, the rest evenly below all that there is. */
export async function seedEnterprises(seeding: Seeding, { roots, enterprises }: Dataset): Promise<void> {
  const listed = LISTED_ROOTS * 100;
  const organization = `CASE WHEN n < ${listed} THEN ${seeding.id('organization', `n % ${LISTED_ROOTS}`)}
    ELSE ${seeding.id('organization', `n % ${roots}`)} END`;
  const user = seeding.id('user', `n % ${Math.max(2 * roots, enterprises / 2)}`);
  await insertEnterprises(seeding, { count: enterprises, offset: 0, organization, user });
  await insertReach(seeding);
}

/** Makes one user an admin of so many enterprises, evenly in all roots: visible in each by nothing else. */
export async function seedCommonAdmin(seeding: Seeding, { roots }: Dataset, count: number): Promise<void> {
  const user = `'${COMMON_ADMIN}'`;
  const email = `'common-admin@seed.example.com'`;
  await seeding.insert('users (id, email, email_canonical, created_at)', 1, [user, email, email, String(NOW)]);
  const organization = seeding.id('organization', `n % ${roots}`);
  await insertEnterprises(seeding, { count, offset: FIRST_COMMON, organization, user });
  await insertReach(seeding, `WHERE user_id = ${user}`);
}

interface Enterprises {
  readonly count: number;
  readonly offset: number;
  readonly organization: string;
  readonly user: string;
}

async function insertEnterprises(seeding: Seeding, { count, offset, organization, user }: Enterprises): Promise<void> {
  const number = `n + ${offset}`;
  const id = seeding.id('enterprise', number);
  // Nothing asks for these keys and digests: they only need their form, and to be unique.
  const digest = seeding.hex(number, 64);
  await seeding.insert(
    `enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at,
      key_hash, email_digest, admins_digest)`,
    count,
    [
      ...[id, organization, user, `CONCAT('seed ', ${number})`, `CONCAT('seed ', ${number})`, `'individual'`],
      ...['1', '1', String(NOW), digest, digest, digest],
    ],
  );
  await seeding.insert('enterprise_users (enterprise_id, user_id, organization_id, role, created_at)', count, [
    id,
    user,
    organization,
    `'admin'`,
    String(NOW),
  ]);
}

/** Where the users of enterprises are visible: all these enterprises are in roots, whose path is their own id. */
async function insertReach({ sql }: Seeding, where = ''): Promise<void> {
  await sql.execute(`INSERT INTO user_reach (user_id, ancestor_id, organization_id)
    SELECT DISTINCT user_id, organization_id, organization_id FROM enterprise_users ${where}`);
}

/** @returns the secrets of so many tokens of the operator, which have the default rate limit */
export async function seedTokens(sql: Sql, count: number): Promise<string[]> {
  const secrets = Array.from({ length: count }, () => newSecret());
  for (let from = 0; from < count; from += TOKENS_AT_ONCE) {
    const batch = secrets.slice(from, from + TOKENS_AT_ONCE);
    const rows = batch.map((secret) => `('${newId()}', 'operator', 'bench', '${secretHash(secret)}', 'all', ${NOW})`);
    const columns = 'id, kind, name, secret_hash, scopes, created_at';
    await sql.execute(`INSERT INTO access_tokens (${columns}) VALUES ${rows.join(', ')}`);
  }
  return secrets;
}
