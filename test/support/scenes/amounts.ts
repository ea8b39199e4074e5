import { digestOf, sha256 } from '../../../src/common/digest.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { User } from '../../../src/user/user.service.js';
import type { Sql, Value } from '../database/sql.js';

/** The annotation that every one of many has. */
export const NOTE = { key: 'env', value: 'prod' } as const;

const NOTED = [NOTE.key, NOTE.value, sha256(NOTE.key), digestOf([NOTE.key, NOTE.value])];

/**
 * Very many of what an organization can have beside managed organizations and enterprises, written past the application
 * by one statement for each table: so many of each, whose ids are those of the organizations that `source` manages, with
 * another end.
 */
export class Amounts {
  constructor(
    private readonly sql: Sql,
    private readonly source: Pick<Organization, 'id'>,
    private readonly number: number,
    /** A hexadecimal digit. */
    private readonly end: string,
  ) {}

  /** Tokens with an annotation, and as many that are revoked. */
  async tokens({ id }: Organization): Promise<void> {
    await this.tokensOf(id, this.end, null);
    await this.tokensOf(id, `f${this.end}`, 1);
    await this.insert(
      'access_token_annotations (access_token_id, position, holder_id, name, value, name_hash, pair_hash)',
      `${this.idWith(this.end)}, 0, ?, ?, ?, ?, ?`,
      [id, ...NOTED],
    );
  }

  /** Events about the organization itself, at different times, in all logs that show them. */
  async events({ id, path }: Organization): Promise<void> {
    const event = this.idWith(this.end);
    await this.insert(
      `audit_events (id, at, action, actor_kind, actor_id, request_id, ip, organization_id, subject_type, subject_id, data)`,
      `${event}, 1000 + n, 'enterprise.created', 'system', 'x', 'r', NULL, ?, 'organization', ?, '{}'`,
      [id, id],
    );
    for (const log of ['', ...path]) {
      const line = `?, 1000 + n, ${event}, 'enterprise.created', ${parseInt(this.end, 16) * 1_000_000} + n`;
      await this.insert('audit_lines (organization_id, at, event_id, action, sequence)', line, [log]);
    }
  }

  /** Users with a role that gives access. */
  async members({ id }: Organization): Promise<void> {
    const user = this.idWith(this.end);
    await this.insert('users (id, created_at, version)', `${user}, 1, 1`, []);
    const role = `?, ${user}, 'member', 1`;
    await this.insert('organization_users (organization_id, user_id, role, created_at)', role, [id]);
  }

  /** Roles of the same users in an enterprise; after `members`. */
  async users(enterpriseId: string, { id, path }: Organization): Promise<void> {
    const user = this.idWith(this.end);
    const role = `?, ${user}, ?, 'member', 1`;
    await this.insert('enterprise_users (enterprise_id, user_id, organization_id, role, created_at)', role, [
      enterpriseId,
      id,
    ]);
    for (const ancestor of path) {
      await this.insert('user_reach (user_id, ancestor_id, organization_id)', `${user}, ?, ?`, [ancestor, id]);
    }
  }

  /** Roles of one user in other organizations. */
  async rolesOf({ id }: Pick<User, 'id'>): Promise<void> {
    await this.insert('organization_users (user_id, organization_id, role, created_at)', `?, id, 'member', 1`, [id]);
  }

  private async tokensOf(organizationId: string, end: string, revokedAt: number | null): Promise<void> {
    const id = this.idWith(end);
    await this.insert(
      'access_tokens (id, kind, organization_id, name, secret_hash, scopes, created_at, revoked_at)',
      `${id}, 'organization', ?, 'n', CONCAT(${id}, ${id}), 'all', 1, ?`,
      [organizationId, revokedAt],
    );
  }

  private idWith(end: string): string {
    return `CONCAT(SUBSTR(id, 1, ${32 - end.length}), '${end}')`;
  }

  private async insert(into: string, columns: string, params: readonly Value[]): Promise<void> {
    const from = `SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM organizations WHERE parent_id = ?`;
    const text = `INSERT INTO ${into} SELECT ${columns} FROM (${from} ORDER BY id LIMIT ${this.number}) s`;
    await this.sql.execute(text, [...params, this.source.id]);
  }
}
