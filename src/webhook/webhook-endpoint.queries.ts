import type { Actor } from '../common/call-context.js';
import { sql, type Statement } from '../database/statement.js';
import { joinOrganization } from '../organization/organization.queries.js';
import { knownTo, ROLES_ON_PATH } from '../organization/path/organization-path.queries.js';
import {
  MAX_WEBHOOK_ENDPOINTS,
  OPERATOR,
  typesColumn,
  type WebhookEndpoint,
  type WebhookEndpointRow,
} from './webhook-endpoint.js';

/** The columns of `WebhookEndpointRow`, of the table with the alias `w`. */
const COLUMNS = `w.id, w.organization_id, w.url, w.description, w.types, w.secret_sealed, w.previous_secret_sealed,
  w.previous_until, w.disabled_reason, w.disabled_at, w.failing_since, w.created_at, w.updated_at`;

/** The condition that the endpoint `w` is enabled and receives events of this type. */
export function hears(type: string): string {
  return `w.disabled_reason IS NULL AND (w.types IS NULL OR INSTR(w.types, CONCAT(',', ${type}, ',')) > 0
    OR INSTR(w.types, CONCAT(',', SUBSTR(${type}, 1, INSTR(${type}, '.')), '*,')) > 0)`;
}

export function webhookEndpointById(id: string): Statement<WebhookEndpointRow> {
  return sql(`SELECT ${COLUMNS} FROM webhook_endpoints w WHERE w.id = ?`, [id]);
}

export function webhookEndpointForUpdate(id: string): Statement<WebhookEndpointRow> {
  return sql(`SELECT ${COLUMNS} FROM webhook_endpoints w WHERE w.id = ? FOR UPDATE`, [id]);
}

/**
 * The endpoint of an id, if this actor may know of it: for a user, those of organizations in which, or above which, they
 * have a role. The condition is part of the look-up, so that the time does not distinguish a hidden endpoint from an
 * absent one.
 */
export function webhookEndpointKnownTo(actor: Actor, id: string): Statement<WebhookEndpointRow> {
  const organization = `LEFT ${joinOrganization('o', 'w.organization_id')}`;
  if (actor.kind === 'user') {
    return sql(
      `SELECT STRAIGHT_JOIN ${COLUMNS} FROM users u LEFT JOIN webhook_endpoints w ON w.id = ?
        ${organization} LEFT JOIN ${ROLES_ON_PATH} WHERE u.id = ? AND k.role IS NOT NULL LIMIT 1`,
      [id, actor.userId],
    );
  }
  const seen = knownTo(actor);
  return sql(`SELECT ${COLUMNS} FROM webhook_endpoints w ${organization} WHERE w.id = ? AND ${seen.sql}`, [
    id,
    ...seen.params,
  ]);
}

/** All endpoints of an organization, or of the operator, in the order of their creation. */
export function webhookEndpointsOf(organizationId: string): Statement<WebhookEndpointRow> {
  return sql(
    `SELECT ${COLUMNS} FROM webhook_endpoints w FORCE INDEX (ix_webhook_endpoints_organization)
      WHERE w.organization_id = ? ORDER BY w.id LIMIT ?`,
    [organizationId, MAX_WEBHOOK_ENDPOINTS],
  );
}

/** Some endpoints, by what is delivered to them; `last` is null behind the last one. */
export interface WebhookEndpointsCountedRow {
  readonly last: string | null;
  readonly enabled: number;
  /** Enabled, and no delivery has succeeded since one failed. */
  readonly failing: number;
  readonly disabled_manual: number;
  readonly disabled_gone: number;
  readonly disabled_failing: number;
}

/** Counts the next endpoints in the order of ids, at most `rows`. */
export function webhookEndpointsCounted(afterId: string, rows: number): Statement<WebhookEndpointsCountedRow> {
  return sql(
    `SELECT MAX(id) AS last,
        COUNT(CASE WHEN disabled_reason IS NULL AND failing_since IS NULL THEN 1 END) AS enabled,
        COUNT(CASE WHEN disabled_reason IS NULL AND failing_since IS NOT NULL THEN 1 END) AS failing,
        COUNT(CASE WHEN disabled_reason = 'manual' THEN 1 END) AS disabled_manual,
        COUNT(CASE WHEN disabled_reason = 'gone' THEN 1 END) AS disabled_gone,
        COUNT(CASE WHEN disabled_reason = 'failing' THEN 1 END) AS disabled_failing
      FROM (SELECT id, disabled_reason, failing_since FROM webhook_endpoints FORCE INDEX (PRIMARY)
        WHERE id > ? ORDER BY id LIMIT ?) s`,
    [afterId, rows],
  );
}

/** Which places are taken. */
export function webhookPlaces(organizationId: string): Statement<{ place: number }> {
  return sql('SELECT place FROM webhook_endpoints WHERE organization_id = ? ORDER BY place', [organizationId]);
}

/** @param place the unique key refuses one that is taken */
export function webhookEndpointInsert(endpoint: WebhookEndpoint, place: number): Statement {
  const { id, organizationId, url, description, types, secretSealed, createdAt, updatedAt } = endpoint;
  return sql(
    `INSERT INTO webhook_endpoints (id, organization_id, place, url, description, types, secret_sealed, created_at,
        updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, organizationId, place, url, description, typesColumn(types), secretSealed, createdAt, updatedAt],
  );
}

/** Writes everything of an endpoint that can change. */
export function webhookEndpointUpdate(endpoint: WebhookEndpoint): Statement {
  const { id, url, description, types, secretSealed, previousSecretSealed, previousUntil } = endpoint;
  const { disabledReason, disabledAt, failingSince, updatedAt } = endpoint;
  return sql(
    `UPDATE webhook_endpoints SET url = ?, description = ?, types = ?, secret_sealed = ?, previous_secret_sealed = ?,
        previous_until = ?, disabled_reason = ?, disabled_at = ?, failing_since = ?, updated_at = ? WHERE id = ?`,
    [
      url,
      description,
      typesColumn(types),
      secretSealed,
      previousSecretSealed,
      previousUntil,
      disabledReason,
      disabledAt,
      failingSince,
      updatedAt,
      id,
    ],
    { rows: 1 },
  );
}

/** Its deliveries are deleted by what delivers, which has to be queued with it. */
export function webhookEndpointDelete(id: string): Statement {
  return sql('DELETE FROM webhook_endpoints WHERE id = ?', [id], { rows: 1 });
}

/** All endpoints of an organization that is deleted: a limited number, each of which has to be queued as well. */
export function webhookEndpointsDelete(organizationId: string): Statement {
  if (organizationId === OPERATOR) throw new Error('The endpoints of the operator belong to no organization.');
  return sql('DELETE FROM webhook_endpoints WHERE organization_id = ?', [organizationId]);
}
