import { Injectable } from '@nestjs/common';
import { kindsAbove, placeAt, type ReadersPlace, tokensAbove } from '../audit/actors-above.js';
import type { CallContext } from '../common/call-context.js';
import { isId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Enterprise } from './enterprise.js';
import type { Freeze } from './enterprise-freeze.service.js';

/** Names those who froze and thawed an enterprise, as far as the reader may know them. */
@Injectable()
export class FreezeNames {
  constructor(private readonly database: Database) {}

  /**
   * The same freeze; whoever stands above the reader is named by their kind (`operator`, `organization`, `user`) in place
   * of an id. Two statements, and none where there has been no freeze or where the operator asks.
   */
  async of(ctx: CallContext, enterprise: Enterprise, freeze: Freeze | null): Promise<Freeze | null> {
    const { kind } = ctx.actor;
    if (!freeze || kind === 'operator' || kind === 'system') return freeze;
    const place = await this.placeOf(ctx, enterprise);
    const ids = [freeze.frozenBy, freeze.thawedBy].filter((each) => each !== null);
    const [rows] = await this.database.read(ctx, (reader) => reader.read(tokensAbove(place, ids.filter(isId))));
    const kinds = kindsAbove(rows!);
    // What has not an id's form is the command line, and so the operator.
    const named = (by: string) => (isId(by) ? (kinds.get(by) ?? by) : 'operator');
    const { frozenBy, thawedBy } = freeze;
    return { ...freeze, frozenBy: named(frozenBy), thawedBy: thawedBy === null ? null : named(thawedBy) };
  }

  /** Who has no more than a role in the enterprise stands below all organizations of its path. */
  private async placeOf(ctx: CallContext, { organization }: Enterprise): Promise<ReadersPlace> {
    const { path } = organization;
    const { actor } = ctx;
    if (actor.kind !== 'user') {
      return placeAt(path, actor.kind === 'organization' ? path.indexOf(actor.organizationId) : 0);
    }
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT organization_id FROM organization_users
          WHERE user_id = ? AND organization_id IN (${path.map(() => '?').join(', ')})`,
        params: [actor.userId, ...path],
      }),
    );
    const held = new Set(rows!.map((row) => String(row.organization_id)));
    const index = path.findIndex((id) => held.has(id));
    return placeAt(path, index >= 0 ? index : path.length);
  }
}
