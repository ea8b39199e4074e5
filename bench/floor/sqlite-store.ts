import BetterSqlite3, { type Database } from 'better-sqlite3';
import { sha256 } from '../../src/common/digest.js';
import { newId } from '../../src/common/ids.js';
import { currenciesOf, presentEnterprises, presentMade, presentOrganization, presentPage } from './presentation.js';
import { Refusal } from './refusal.js';
import {
  assertActive,
  BEFORE_ENTERPRISE,
  CURRENCIES,
  enterprisePage,
  managedPage,
  ORGANIZATION,
  PARENT,
  replay,
  TAKE_PLACE,
  TOKEN,
} from './statements.js';
import type { Created, Currencies, Row, Store } from './store.js';
import type { NewEnterprise, NewOrganization } from './validation.js';

/** The same on the embedded database: prepared statements, one transaction for each creation, on disk at its end. */
export function openSqliteStore(file: string): Store {
  const database = new BetterSqlite3(file);
  for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) database.pragma(setting);
  const all = (sql: string) => database.prepare<(string | number)[], Row>(sql);
  const [token, organization] = [all(TOKEN), all(ORGANIZATION)];
  const [managed, enterprises] = [all(managedPage('')), all(enterprisePage(''))];
  const currencies = currenciesOf(all(CURRENCIES).all());
  const createEnterprise = enterpriseCreation(database);
  const createManaged = managedCreation(database, currencies);
  return {
    isToken: async (secretHash) => token.get(secretHash) !== undefined,
    createEnterprise: async (...order) => createEnterprise(...order),
    createManaged: async (...order) => createManaged(...order),
    getOrganization: async (id) => {
      const row = organization.get(id);
      if (row === undefined) throw new Refusal(404, 'organization_not_found');
      return presentOrganization(row, currencies);
    },
    listManaged: async (parent, page) =>
      presentPage(managed.all(parent, parent, page.size, (page.page - 1) * page.size), page),
    listEnterprises: async (of, limit) => presentEnterprises(enterprises.all(of, limit)),
  };
}

function enterpriseCreation(database: Database) {
  const before = database.prepare<string[], Row>(BEFORE_ENTERPRISE);
  const user = database.prepare('INSERT INTO user (id, email, created_at) VALUES (?, ?, ?)');
  const enterprise = database.prepare(`INSERT INTO enterprise (id, organization_id, user_id, name, key_hash,
    request_hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const admin = database.prepare('INSERT INTO enterprise_admin VALUES (?, ?)');
  const identifier = database.prepare('INSERT INTO third_party_identifier VALUES (?, ?, ?, ?)');
  const create = (organization: string, input: NewEnterprise, body: string): Created => {
    const [keyHash, requestHash, now] = [sha256(input.idempotencyKey), sha256(body), Date.now()];
    const row = before.get(keyHash, input.email, organization);
    assertActive(row);
    const known = replay(row, requestHash);
    if (known) return known;
    const [enterpriseId, userId] = [newId(), row.user_id === null ? newId() : String(row.user_id)];
    if (row.user_id === null) user.run(userId, input.email, now);
    enterprise.run(enterpriseId, organization, userId, input.email, keyHash, requestHash, now);
    for (const each of new Set([userId, ...input.additionalAdmins])) admin.run(enterpriseId, each);
    for (const [position, { id, label }] of (input.thirdPartyIdentifier ?? []).entries()) {
      identifier.run(enterpriseId, position, id, label);
    }
    return { enterpriseId, userId };
  };
  const transaction = database.transaction(create);
  return (...order: Parameters<typeof create>) => transaction.immediate(...order);
}

function managedCreation(database: Database, currencies: Currencies) {
  const above = database.prepare<string[], Row>(PARENT);
  const organization = database.prepare(`INSERT INTO organization (id, parent_id, name, sub_domain, created_at,
    activated_at, managed, currency_id) VALUES (?, ?, ?, ?, ?, ?, 1, ?)`);
  const annotation = database.prepare('INSERT INTO organization_annotation VALUES (?, ?, ?)');
  const place = database.prepare(TAKE_PLACE);
  const create = (parent: string, input: NewOrganization): object => {
    const row = above.get(parent);
    assertActive(row);
    const [id, now] = [newId(), Date.now()];
    organization.run(id, parent, input.name, input.sub_domain, now, now, row.currency_id);
    for (const { key, value } of input.annotations ?? []) annotation.run(id, key, value ?? null);
    if (place.run(parent).changes === 0) throw new Refusal(422, 'organization_limit_reached');
    return presentMade({ id, created_at: now, activated_at: now, currency_id: row.currency_id! }, input, currencies);
  };
  const transaction = database.transaction(create);
  return (...order: Parameters<typeof create>) => transaction.immediate(...order);
}
