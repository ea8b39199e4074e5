import { Injectable } from '@nestjs/common';
import { placesAbove } from '../../audit/actors-above.js';
import type { CallContext } from '../../common/call-context.js';
import { isId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Row, Statement } from '../../database/statement.js';
import { READERS } from '../../organization/path/organization-path.js';
import type { Enterprise } from '../enterprise.js';
import type { Freeze } from './enterprise-freeze.service.js';

/** Names those who froze and thawed an enterprise, as far as the reader may know them. */
@Injectable()
export class FreezeNamesService {
  constructor(private readonly database: Database) {}

  /**
   * The same freeze; whoever acted from above the reader is named by their kind (`operator`, `organization`, `user`) in
   * place of an id. One round trip, and none where there has been no freeze or where the operator asks.
   */
  async of(ctx: CallContext, enterprise: Enterprise, freeze: Freeze | null): Promise<Freeze | null> {
    const { actor } = ctx;
    if (!freeze || actor.kind === 'operator' || actor.kind === 'system') return freeze;
    const { frozenBy, frozenFrom, thawedBy } = freeze;
    const { path } = enterprise.organization;
    const ids = [frozenBy, thawedBy].filter((by) => by !== null && isId(by));
    const steps = [kindsStep(ids), ...(actor.kind === 'user' ? [rolesStep(path, actor.userId)] : [])];
    const [tokens, roles = []] = await this.database.read(ctx, (reader) => reader.read(...steps));
    const places = actor.kind === 'user' ? readingPlaces(roles) : new Set([actor.organizationId]);
    const index = path.findIndex((id) => places.has(id));
    // Who has no more than a role in the enterprise stands below all organizations of its path.
    const above = placesAbove(path, index >= 0 ? index : path.length);
    const kinds = new Map(tokens!.map(({ id, kind }) => [String(id), String(kind)]));
    const isAbove = frozenFrom !== null && above.has(frozenFrom);
    return {
      ...freeze,
      frozenBy: named(frozenBy, kinds.get(frozenBy), isAbove),
      thawedBy: thawedBy === null ? null : named(thawedBy, kinds.get(thawedBy), true),
    };
  }
}

/** What has not an id's form is the command line, and so the operator. */
function named(by: string, kind: string | undefined, isAbove: boolean): string {
  if (kind === undefined || kind === 'operator') return 'operator';
  return isAbove ? kind : by;
}

function kindsStep(tokenIds: readonly (string | null)[]): Statement {
  const params = ['', ...tokenIds];
  return { sql: `SELECT id, kind FROM access_tokens WHERE id IN (${params.map(() => '?').join(', ')})`, params };
}

function rolesStep(path: readonly string[], userId: string): Statement {
  return {
    sql: `SELECT organization_id, role FROM organization_users
      WHERE user_id = ? AND organization_id IN (${path.map(() => '?').join(', ')})`,
    params: [userId, ...path],
  };
}

function readingPlaces(roles: readonly Row[]): ReadonlySet<string> {
  return new Set(roles.filter(({ role }) => READERS.has(String(role))).map((row) => String(row.organization_id)));
}
