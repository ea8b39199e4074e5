import { Injectable } from '@nestjs/common';
import { canonicalEmail } from '../common/email.js';
import type { Parameter, Row, Tx } from '../database/steps.js';
import { emailsBeginning, keyedBy } from './keyed-by-email.js';

/** Whom enterprises must forget. */
export interface ErasedPerson {
  readonly userId: string;
  /** The form of his email that makes him one person. */
  readonly canonicalEmail: string;
}

/** An enterprise whose only admin is erased. */
export interface LeftEnterprise {
  readonly id: string;
  readonly organizationId: string;
}

/** Rows are read and changed in pages: one person may have a role in very many enterprises. */
const PAGE = 100;

/** What enterprises forget of a person who is erased, in the transaction that erases him; his row is locked by then. */
@Injectable()
export class EnterpriseErasure {
  /**
   * Takes all his roles from him. Each enterprise is locked as by every change of its users, so that two admins who go
   * at the same time are seen by each other; and since nobody adds a user whose row is locked, none is missed.
   * @param onLastAdmin is called for each enterprise whose only admin goes; it throws where that is not allowed
   */
  async leaveAll(tx: Tx, userId: string, onLastAdmin: (enterprise: LeftEnterprise) => void): Promise<void> {
    for (let last = { id: '', organization: '' }; ;) {
      // What is deleted stays in the index until COMMIT: each page begins behind the last, or they grow slower and slower.
      tx.add({
        sql: `SELECT e.id, l.organization_id FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          JOIN enterprises e ON e.id = l.enterprise_id
          WHERE l.user_id = ? AND (l.organization_id > ? OR (l.organization_id = ? AND l.enterprise_id > ?))
          ORDER BY l.organization_id, l.enterprise_id LIMIT ${PAGE} FOR UPDATE`,
        params: [userId, last.organization, last.organization, last.id],
      });
      const rows = (await tx.send()).at(-1)!;
      if (rows.length === 0) return;
      const ids = rows.map(({ id }) => String(id));
      last = { id: ids.at(-1)!, organization: String(rows.at(-1)!.organization_id) };
      for (const enterprise of await this.leftBy(tx, userId, ids)) onLastAdmin(enterprise);
      const these = placesOf(ids);
      tx.add({ sql: `UPDATE enterprises SET version = version + 1 WHERE id IN (${these})`, params: ids });
      tx.add({
        sql: `DELETE FROM enterprise_users WHERE enterprise_id IN (${these}) AND user_id = ?`,
        params: [...ids, userId],
      });
    }
  }

  /**
   * Takes his email out of the enterprises that were made for it: their names, what their keys are recognised by, their
   * legal persons, and what other systems call them, where that is his email; and out of what is left of deleted ones.
   * @returns the emails as those enterprises were asked for with them
   */
  async forget(tx: Tx, person: ErasedPerson): Promise<string[]> {
    const given = new Set<string>();
    tx.add({
      sql: `UPDATE deleted_enterprises SET key_hash = CONCAT('erased-', id), keyed_user_id = NULL
        WHERE keyed_user_id = ?`,
      params: [person.userId],
    });
    for (let after = ''; ;) {
      tx.add({
        sql: `SELECT id, name, key_hash FROM enterprises FORCE INDEX (ix_enterprises_user)
          WHERE user_id = ? AND id > ? ORDER BY id LIMIT ${PAGE} FOR UPDATE`,
        params: [person.userId, after],
      });
      const rows = (await tx.send()).at(-1)!;
      if (rows.length === 0) return [...given];
      const ids = rows.map(({ id }) => String(id));
      after = ids.at(-1)!;
      const emails = rows.flatMap(({ name }) => emailsBeginning(String(name), person.canonicalEmail));
      emails.forEach((email) => given.add(email));
      this.forgetRows(tx, ids, keyedBy(rows, [...given, person.canonicalEmail]));
      await this.forgetIdentifiers(tx, ids, person.canonicalEmail);
    }
  }

  private async leftBy(tx: Tx, userId: string, ids: readonly string[]): Promise<LeftEnterprise[]> {
    const [rows] = await tx.read({
      sql: `SELECT l.enterprise_id, l.organization_id FROM enterprise_users l
        WHERE l.enterprise_id IN (${placesOf(ids)}) AND l.user_id = ? AND l.role = 'admin' AND NOT EXISTS (
          SELECT 1 FROM enterprise_users x
          WHERE x.enterprise_id = l.enterprise_id AND x.role = 'admin' AND x.user_id <> l.user_id)
        ORDER BY l.enterprise_id`,
      params: [...ids, userId],
    });
    return rows!.map((row) => ({ id: String(row.enterprise_id), organizationId: String(row.organization_id) }));
  }

  private forgetRows(tx: Tx, ids: readonly string[], keyed: readonly string[]): void {
    const these = placesOf(ids);
    tx.add({
      sql: `UPDATE enterprises SET name = CONCAT('erased-', id), name_search = CONCAT('erased-', id),
        email_digest = NULL, version = version + 1 WHERE id IN (${these})`,
      params: ids,
    });
    tx.add({
      sql: `UPDATE enterprise_profiles SET legal_person_name = NULL WHERE enterprise_id IN (${these})`,
      params: ids,
    });
    if (keyed.length === 0) return;
    // No hash has this form, so no key finds it again: the same email is a new person.
    tx.add({
      sql: `UPDATE enterprises SET key_hash = CONCAT('erased-', id) WHERE id IN (${placesOf(keyed)})`,
      params: keyed,
    });
  }

  private async forgetIdentifiers(tx: Tx, ids: readonly string[], canonical: string): Promise<void> {
    const [rows] = await tx.read({
      sql: `SELECT enterprise_id, position, label, identifier FROM third_party_identifiers
        WHERE enterprise_id IN (${placesOf(ids)})`,
      params: ids,
    });
    const isHis = (text: Row[string] | undefined) => canonicalEmail(String(text)) === canonical;
    const his = rows!.filter(({ label, identifier }) => isHis(identifier) || isHis(label));
    for (const { enterprise_id: id, position } of his) {
      const params: Parameter[] = [id!, position!];
      tx.add({ sql: 'DELETE FROM third_party_identifiers WHERE enterprise_id = ? AND position = ?', params });
    }
    const bare = [...new Set(his.map(({ enterprise_id: id }) => String(id)))];
    if (bare.length === 0) return;
    tx.add({
      sql: `UPDATE enterprises SET identifiers_digest = NULL WHERE id IN (${placesOf(bare)})`,
      params: bare,
    });
  }
}

const placesOf = (ids: readonly string[]): string => ids.map(() => '?').join(', ');
