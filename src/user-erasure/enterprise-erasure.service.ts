import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { sha256 } from '../common/digest.js';
import { canonicalEmail } from '../common/email.js';
import { DomainError } from '../common/errors.js';
import { Database } from '../database/database.js';
import { rowsAfter, START, ERASE_BATCH_SIZE, type Position } from '../database/keyset.js';
import type { Tx } from '../database/statement.js';
import {
  type LastAdminRow,
  type EnterpriseWithoutAdmin,
  withoutAdmins,
} from '../enterprise/members/enterprise-user.queries.js';
import { pathsOf } from '../organization/path/organization-path.queries.js';
import { PATH_SEPARATOR } from '../organization/organization.js';
import { reduceReach } from '../user/reduce-reach.js';
import { emailsBeginning } from '../enterprise/deletion/keyed-by-email.js';
import {
  deletedEnterpriseKeysErase,
  deletedEnterprisesKeyedBy,
  enterpriseKeysErase,
  enterpriseNamesErase,
  type EnterpriseOfEmailRow,
  enterpriseRolesDelete,
  enterprisesOfEmail,
  enterprisesToLeave,
  enterprisesVersionIncrement,
  identifierDelete,
  identifiersDigestErase,
  identifiersOfEmail,
  legalPersonsErase,
  rolesOfUser,
  rolesOfUserIn,
} from './user-erasure.queries.js';

/** A user who is to be erased. */
export interface ErasedPerson {
  readonly userId: string;
  /** The form in which the email is unique; null where there is none. */
  readonly canonicalEmail: string | null;
  /** The email in each spelling that was found, and its hash as a key; grows while the user's enterprises are read. */
  readonly spellings: Map<string, string>;
}

/** The roles that one read checks at most. */
const CHECKED_AT_ONCE = 500;

/**
 * Erases a user from enterprises, a page at a time, since one user may have a role in very many. Each page may be a
 * transaction of its own, and skips what was done before.
 */
@Injectable()
export class EnterpriseErasureService {
  constructor(private readonly database: Database) {}

  /**
   * Checks, before the first change, whether the user is the last admin of an enterprise. It locks nothing: `leave`
   * checks again.
   * @param context for each read: all of one user's roles may take long
   * @throws DomainError last_admin
   */
  async refuseLastAdmin(context: () => CallContext, userId: string): Promise<void> {
    let after: Position = START;
    for (let rows: LastAdminRow[]; ; after = placeOf(rows.at(-1)!)) {
      rows = await this.database.read(context(), (reader) =>
        rowsAfter(['l.organization_id', 'l.enterprise_id'], after, CHECKED_AT_ONCE, async (range) => {
          const [page] = await reader.read(rolesOfUser(userId, range));
          return page;
        }),
      );
      const [left] = withoutAdmins(rows);
      if (left) throw new DomainError('last_admin', { enterpriseId: left.id });
      if (rows.length < CHECKED_AT_ONCE) return;
    }
  }

  /**
   * Deletes a page of roles. Each enterprise is locked as by every change of its users, so of two admins who leave at
   * the same time the second is found to be the last.
   * @param onLastAdmin is called for each enterprise whose only admin leaves; it throws where that is not allowed
   * @returns the last place; undefined where the page was not full
   */
  async leave(
    tx: Tx,
    { userId }: ErasedPerson,
    after: Position,
    onLastAdmin: (enterprise: EnterpriseWithoutAdmin) => void,
  ): Promise<Position | undefined> {
    const rows = await rowsAfter(['l.organization_id', 'l.enterprise_id'], after, ERASE_BATCH_SIZE, async (range) => {
      const [page] = await tx.query(enterprisesToLeave(userId, range));
      return page;
    });
    const last = rows.at(-1);
    if (!last) return undefined;
    const ids = rows.map(({ id }) => id);
    const organizationIds = [...new Set(rows.map((row) => row.organization_id))];
    const [roles, paths] = await tx.read(rolesOfUserIn(ids, userId), pathsOf(organizationIds));
    withoutAdmins(roles).forEach(onLastAdmin);
    tx.queue(enterprisesVersionIncrement(ids));
    tx.queue(enterpriseRolesDelete(ids, userId));
    await reduceReach(
      tx,
      paths.map(({ path }) => ({ userId, path: path.split(PATH_SEPARATOR) })),
    );
    return rows.length < ERASE_BATCH_SIZE ? undefined : [last.organization_id, last.id];
  }

  /**
   * Deletes the email from a page of the enterprises that were made for it: from names, hashes of keys, legal persons,
   * and third-party identifiers. Those that are done have no digest of it any more, so each call begins with what is
   * left, wherever an earlier one was interrupted.
   * @returns the last place, undefined where the page was not full; and the spellings of the email in their requests
   */
  async forget(
    tx: Tx,
    person: ErasedPerson,
    after: Position,
  ): Promise<{ place: Position | undefined; spelt: string[] }> {
    const canonical = person.canonicalEmail;
    if (canonical === null) return { place: undefined, spelt: [] };
    const rows = await rowsAfter(['e.email_digest', 'e.id'], after, ERASE_BATCH_SIZE, async (range) => {
      const [page] = await tx.query(enterprisesOfEmail(person.userId, range));
      return page;
    });
    const last = rows.at(-1);
    if (!last) return { place: undefined, spelt: [] };
    const names = [...new Set(rows.map(({ name }) => name))];
    const spelt = [...new Set(names.flatMap((name) => emailsBeginning(name, canonical)))];
    for (const email of spelt) if (!person.spellings.has(email)) person.spellings.set(email, sha256(email));
    const ids = rows.map(({ id }) => id);
    forgetRows(tx, ids, keyed(rows, person));
    await forgetIdentifiers(tx, ids, canonical);
    return { place: rows.length < ERASE_BATCH_SIZE ? undefined : [last.email_digest, last.id], spelt };
  }

  /** Erases the keys of a page of deleted enterprises whose key was the email. */
  async forgetKeys(tx: Tx, { userId }: ErasedPerson): Promise<Position | undefined> {
    const [rows] = await tx.query(deletedEnterprisesKeyedBy(userId));
    if (rows.length === 0) return undefined;
    tx.queue(deletedEnterpriseKeysErase(rows.map(({ id }) => id)));
    return rows.length < ERASE_BATCH_SIZE ? undefined : START;
  }
}

function placeOf({ organization_id: organizationId, enterprise_id: enterpriseId }: LastAdminRow): Position {
  return [organizationId, enterpriseId];
}

/** The ids of the enterprises whose idempotency key was the email, in any spelling that was found. */
function keyed(rows: readonly EnterpriseOfEmailRow[], { spellings }: ErasedPerson): string[] {
  const hashes = new Set(spellings.values());
  return rows.filter(({ key_hash: hash }) => hashes.has(hash)).map(({ id }) => id);
}

function forgetRows(tx: Tx, ids: readonly string[], keyedIds: readonly string[]): void {
  tx.queue(enterpriseNamesErase(ids));
  tx.queue(legalPersonsErase(ids));
  if (keyedIds.length > 0) tx.queue(enterpriseKeysErase(keyedIds));
}

async function forgetIdentifiers(tx: Tx, ids: readonly string[], canonical: string): Promise<void> {
  const [rows] = await tx.read(identifiersOfEmail(ids));
  const isEmail = (text: string) => canonicalEmail(text) === canonical;
  const found = rows.filter(({ label, identifier }) => isEmail(identifier) || isEmail(label));
  for (const { enterprise_id: id, position } of found) tx.queue(identifierDelete(id, position));
  const changed = [...new Set(found.map(({ enterprise_id: id }) => id))];
  if (changed.length > 0) tx.queue(identifiersDigestErase(changed));
}
