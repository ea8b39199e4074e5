import { actingOrganization } from '../../audit/audit.queries.js';
import { type Actor, actorId } from '../../common/call-context.js';
import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';
import type { Enterprise } from '../enterprise.js';
import type { Freeze } from './enterprise-freeze.js';

/** The columns of a freeze, of the table with the alias `f`. */
export const FREEZE_COLUMNS = `f.at AS f_at, f.expires_at AS f_expires_at, f.frozen_by AS f_frozen_by,
  f.frozen_by_organization_id AS f_frozen_from, f.thawed_by AS f_thawed_by`;

/** A row of `FREEZE_COLUMNS`; all null if the table is joined and there has been no freeze. */
export type FreezeRow = { readonly f_frozen_from: string | null; readonly f_thawed_by: string | null } & (
  | { readonly f_at: number; readonly f_expires_at: number; readonly f_frozen_by: string }
  | { readonly f_at: null; readonly f_expires_at: null; readonly f_frozen_by: null }
);

/** The freeze of a row; null if there has been none. */
export function freezeOf(row: FreezeRow | undefined): Freeze | null {
  if (!row || row.f_at === null) return null;
  return {
    at: row.f_at,
    expiresAt: row.f_expires_at,
    frozenBy: row.f_frozen_by,
    frozenFrom: row.f_frozen_from,
    thawedBy: row.f_thawed_by,
  };
}

export function lastFreeze(enterpriseId: string): Statement<FreezeRow> {
  return sql(`SELECT ${FREEZE_COLUMNS} FROM enterprise_freezes f WHERE f.enterprise_id = ?`, [enterpriseId]);
}

/** The end of the last freeze, which may be past; no row if it was thawed early. */
export function freezeEnd(enterpriseId: string): Statement<{ expires_at: number }> {
  return sql('SELECT expires_at FROM enterprise_freezes WHERE enterprise_id = ? AND thawed_by IS NULL', [enterpriseId]);
}

/** How many enterprises of an organization are frozen at this time, counted from an index. */
export function frozenCount(organizationId: string, now: number): Statement<{ n: number }> {
  return sql(
    `SELECT COUNT(*) AS n FROM enterprise_freezes f FORCE INDEX (ix_enterprise_freezes_organization)
      WHERE f.organization_id = ? AND f.expires_at >= ? AND f.thawed_by IS NULL`,
    [organizationId, now],
  );
}

type Period = Pick<Freeze, 'at' | 'expiresAt'>;

/** The first freeze of an enterprise, whose row has to be locked. INSERT … SELECT, as `actingOrganization` requires. */
export function freezeInsertion({ id, organization }: Enterprise, actor: Actor, { at, expiresAt }: Period): Statement {
  const place = actingOrganization(actor, organization.id);
  return sql(
    `INSERT INTO enterprise_freezes
      (enterprise_id, organization_id, at, expires_at, frozen_by, frozen_by_organization_id, thawed_by)
      SELECT ?, ?, ?, ?, ?, ${place.sql}, NULL`,
    [id, organization.id, at, expiresAt, actorId(actor), ...place.params],
  );
}

/** Replaces the last freeze; the enterprise's row has to be locked. */
export function freezeUpdate({ id, organization }: Enterprise, actor: Actor, { at, expiresAt }: Period): Statement {
  const place = actingOrganization(actor, organization.id);
  return sql(
    `UPDATE enterprise_freezes
        SET at = ?, expires_at = ?, frozen_by = ?, frozen_by_organization_id = ${place.sql}, thawed_by = NULL
        WHERE enterprise_id = ?`,
    [at, expiresAt, actorId(actor), ...place.params, id],
  );
}

/** @param expiresAt the last moment at which it was frozen */
export function thaw(enterpriseId: string, actor: Actor, expiresAt: number): Statement {
  return sql('UPDATE enterprise_freezes SET expires_at = ?, thawed_by = ? WHERE enterprise_id = ?', [
    expiresAt,
    actorId(actor),
    enterpriseId,
  ]);
}

/** The kinds of these tokens. The empty id keeps the list of the statement from being empty. */
export function kindsOfTokens(tokenIds: readonly string[]): Statement<{ id: string; kind: string }> {
  const params = ['', ...tokenIds];
  return sql(`SELECT id, kind FROM access_tokens WHERE id IN (${placeholders(params)})`, params);
}

/** The roles of a user in the organizations of a path. */
export function rolesOnPath(
  userId: string,
  path: readonly string[],
): Statement<{ organization_id: string; role: string }> {
  return sql(
    `SELECT organization_id, role FROM organization_users
      WHERE user_id = ? AND organization_id IN (${placeholders(path)})`,
    [userId, ...path],
  );
}
