import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { sha256 } from '../common/digest.js';
import { canonicalEmail } from '../common/email.js';
import { DomainError } from '../common/errors.js';
import { Database } from '../database/database.js';
import { behind, BEGINNING, ERASED_AT_ONCE, type Place, placesOf } from '../database/places.js';
import type { Parameter, Row, Statement, Tx } from '../database/statement.js';
import { IS_LAST_ADMIN, type LeftEnterprise, leftIn } from '../enterprise/members/left-enterprises.js';
import { emailsBeginning } from '../enterprise/deletion/keyed-by-email.js';

/** Whom enterprises must forget. */
export interface ErasedPerson {
  readonly userId: string;
  /** The form of the email that makes it one person's; null where there is none. */
  readonly canonicalEmail: string | null;
  /** The email in each spelling that was met, and its hash as a key: grows while the person's enterprises are read. */
  readonly spellings: Map<string, string>;
}

/** So many roles are looked at in one read. */
const CHECKED_AT_ONCE = 500;

/**
 * What enterprises forget of a person who is erased, a page at a time: one person may have a role in very many. Each
 * page may be a transaction of its own, and does nothing again that was done.
 */
@Injectable()
export class EnterpriseErasureService {
  constructor(private readonly database: Database) {}

  /**
   * Looks, ahead of the first change, whether the person is the last admin anywhere. It locks nothing: `leave` asks again.
   * @param context for each read: one person's roles may take long
   * @throws DomainError last_admin
   */
  async refuseLastAdmin(context: () => CallContext, userId: string): Promise<void> {
    let after: Place = BEGINNING;
    for (let rows: Row[]; ; after = placeOf(rows, 'organization_id', 'enterprise_id')) {
      rows = await this.database.read(context(), (reader) =>
        behind(['l.organization_id', 'l.enterprise_id'], after, CHECKED_AT_ONCE, async (range) => {
          const [page] = await reader.read({
            sql: `SELECT l.organization_id, l.enterprise_id, ${IS_LAST_ADMIN} AS last
              FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
              WHERE l.user_id = ? AND ${range.sql} ORDER BY l.organization_id, l.enterprise_id LIMIT ?`,
            params: [userId, ...range.params, range.limit],
          });
          return page!;
        }),
      );
      const [left] = leftIn(rows);
      if (left) throw new DomainError('last_admin', { enterpriseId: left.id });
      if (rows.length < CHECKED_AT_ONCE) return;
    }
  }

  /**
   * Takes a page of roles. Each enterprise is locked as by every change of its users, so that two admins who go at the
   * same time are seen by each other.
   * @param onLastAdmin is called for each enterprise whose only admin goes; it throws where that is not allowed
   * @returns the last place; undefined where the page was not full
   */
  async leave(
    tx: Tx,
    { userId }: ErasedPerson,
    after: Place,
    onLastAdmin: (enterprise: LeftEnterprise) => void,
  ): Promise<Place | undefined> {
    const rows = await behind(['l.organization_id', 'l.enterprise_id'], after, ERASED_AT_ONCE, (range) =>
      sent(tx, {
        sql: `SELECT e.id, l.organization_id FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          JOIN enterprises e ON e.id = l.enterprise_id
          WHERE l.user_id = ? AND ${range.sql} ORDER BY l.organization_id, l.enterprise_id LIMIT ? FOR UPDATE`,
        params: [userId, ...range.params, range.limit],
      }),
    );
    if (rows.length === 0) return undefined;
    const ids = rows.map(({ id }) => String(id));
    const these = placesOf(ids);
    const [judged] = await tx.read({
      sql: `SELECT l.enterprise_id, l.organization_id, ${IS_LAST_ADMIN} AS last FROM enterprise_users l
        WHERE l.enterprise_id IN (${these}) AND l.user_id = ? ORDER BY l.enterprise_id`,
      params: [...ids, userId],
    });
    leftIn(judged!).forEach(onLastAdmin);
    tx.queue({ sql: `UPDATE enterprises SET version = version + 1 WHERE id IN (${these})`, params: ids });
    tx.queue({
      sql: `DELETE FROM enterprise_users WHERE enterprise_id IN (${these}) AND user_id = ?`,
      params: [...ids, userId],
    });
    return rows.length < ERASED_AT_ONCE ? undefined : placeOf(rows, 'organization_id', 'id');
  }

  /**
   * Takes the email out of a page of the enterprises that were made for it: their names, what their keys are recognised
   * by, their legal persons, and what other systems call them, where that is the email. Those that are done have no
   * digest of it any more, so each call begins with what is left, whenever an earlier one was broken off.
   * @returns the last place, undefined where the page was not full; and the email as these enterprises were asked for
   */
  async forget(tx: Tx, person: ErasedPerson, after: Place): Promise<{ place: Place | undefined; spelt: string[] }> {
    const canonical = person.canonicalEmail;
    if (canonical === null) return { place: undefined, spelt: [] };
    const rows = await behind(['e.email_digest', 'e.id'], after, ERASED_AT_ONCE, (range) =>
      sent(tx, {
        sql: `SELECT e.id, e.name, e.key_hash, e.email_digest FROM enterprises e FORCE INDEX (ix_enterprises_user_email)
          WHERE e.user_id = ? AND ${range.sql} ORDER BY e.email_digest, e.id LIMIT ? FOR UPDATE`,
        params: [person.userId, ...range.params, range.limit],
      }),
    );
    if (rows.length === 0) return { place: undefined, spelt: [] };
    const names = [...new Set(rows.map(({ name }) => String(name)))];
    const spelt = [...new Set(names.flatMap((name) => emailsBeginning(name, canonical)))];
    for (const email of spelt) if (!person.spellings.has(email)) person.spellings.set(email, sha256(email));
    const ids = rows.map(({ id }) => String(id));
    forgetRows(tx, ids, keyed(rows, person));
    await forgetIdentifiers(tx, ids, canonical);
    return { place: rows.length < ERASED_AT_ONCE ? undefined : placeOf(rows, 'email_digest', 'id'), spelt };
  }

  /** Takes the email out of a page of what deleted enterprises have left: keys that were it. */
  async forgetKeys(tx: Tx, { userId }: ErasedPerson): Promise<Place | undefined> {
    const rows = await sent(tx, {
      sql: `SELECT id FROM deleted_enterprises FORCE INDEX (ix_deleted_enterprises_keyed_user)
        WHERE keyed_user_id = ? LIMIT ${ERASED_AT_ONCE} FOR UPDATE`,
      params: [userId],
    });
    if (rows.length === 0) return undefined;
    const ids = rows.map(({ id }) => String(id));
    tx.queue({
      sql: `UPDATE deleted_enterprises SET key_hash = CONCAT('erased-', id), keyed_user_id = NULL
        WHERE id IN (${placesOf(ids)})`,
      params: ids,
    });
    return rows.length < ERASED_AT_ONCE ? undefined : BEGINNING;
  }
}

async function sent(tx: Tx, step: Statement): Promise<Row[]> {
  tx.queue(step);
  return (await tx.flush()).at(-1)!;
}

function placeOf(rows: readonly Row[], first: string, second: string): Place {
  const last = rows.at(-1)!;
  return [String(last[first]), String(last[second])];
}

/** The ids of the enterprises whose idempotency key was the email, in any spelling that was met. */
function keyed(rows: readonly Row[], { spellings }: ErasedPerson): string[] {
  const hashes = new Set(spellings.values());
  return rows.filter(({ key_hash: hash }) => hashes.has(String(hash))).map(({ id }) => String(id));
}

function forgetRows(tx: Tx, ids: readonly string[], keyedIds: readonly string[]): void {
  const these = placesOf(ids);
  tx.queue({
    sql: `UPDATE enterprises SET name = CONCAT('erased-', id), name_search = CONCAT('erased-', id),
      email_digest = NULL, version = version + 1 WHERE id IN (${these})`,
    params: ids,
  });
  tx.queue({
    sql: `UPDATE enterprise_profiles SET legal_person_name = NULL WHERE enterprise_id IN (${these})`,
    params: ids,
  });
  if (keyedIds.length === 0) return;
  // No hash has this form, so no key finds it again: the same email is a new person.
  tx.queue({
    sql: `UPDATE enterprises SET key_hash = CONCAT('erased-', id) WHERE id IN (${placesOf(keyedIds)})`,
    params: keyedIds,
  });
}

async function forgetIdentifiers(tx: Tx, ids: readonly string[], canonical: string): Promise<void> {
  const [rows] = await tx.read({
    sql: `SELECT enterprise_id, position, label, identifier FROM third_party_identifiers
      WHERE enterprise_id IN (${placesOf(ids)})`,
    params: ids,
  });
  const isTheirs = (text: Row[string] | undefined) => canonicalEmail(String(text)) === canonical;
  const theirs = rows!.filter(({ label, identifier }) => isTheirs(identifier) || isTheirs(label));
  for (const { enterprise_id: id, position } of theirs) {
    const params: Parameter[] = [id!, position!];
    tx.queue({ sql: 'DELETE FROM third_party_identifiers WHERE enterprise_id = ? AND position = ?', params });
  }
  const bare = [...new Set(theirs.map(({ enterprise_id: id }) => String(id)))];
  if (bare.length === 0) return;
  tx.queue({ sql: `UPDATE enterprises SET identifiers_digest = NULL WHERE id IN (${placesOf(bare)})`, params: bare });
}
