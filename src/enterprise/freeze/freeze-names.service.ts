import { Injectable } from '@nestjs/common';
import { organizationsAbove } from '../../audit/actors-above.js';
import type { Actor, CallContext } from '../../common/call-context.js';
import { isId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { READERS } from '../../organization/path/organization-path.js';
import type { Enterprise } from '../enterprise.js';
import type { Freeze } from './enterprise-freeze.js';
import { kindsOfTokens, rolesOnPath } from './enterprise-freeze.queries.js';

/** Actors who may not know every other actor. */
type LimitedActor = Extract<Actor, { kind: 'organization' | 'user' }>;

/** Names the actors who froze and thawed an enterprise, as far as the caller may know them. */
@Injectable()
export class FreezeNamesService {
  constructor(private readonly database: Database) {}

  /**
   * The same freeze; of an actor above the caller it has the kind (`operator`, `organization`, `user`) in place of the
   * id. One round trip; none if there has been no freeze or the caller is the operator.
   */
  async of(ctx: CallContext, enterprise: Enterprise, freeze: Freeze | null): Promise<Freeze | null> {
    const { actor } = ctx;
    if (!freeze || actor.kind === 'operator' || actor.kind === 'system') return freeze;
    const { frozenBy, frozenFrom, thawedBy } = freeze;
    const { path } = enterprise.organization;
    const ids = [frozenBy, thawedBy].filter((by) => by !== null).filter(isId);
    const { kinds, places } = await this.lookUp(ctx, actor, path, ids);
    const index = path.findIndex((id) => places.has(id));
    // A user with a role only in the enterprise is below all organizations of its path.
    const above = organizationsAbove(path, index >= 0 ? index : path.length);
    const isAbove = frozenFrom !== null && above.has(frozenFrom);
    return {
      ...freeze,
      frozenBy: named(frozenBy, kinds.get(frozenBy), isAbove),
      thawedBy: thawedBy === null ? null : named(thawedBy, kinds.get(thawedBy), true),
    };
  }

  /** The kinds of these tokens, and the organizations on the path in which the actor may read; one round trip. */
  private async lookUp(ctx: CallContext, actor: LimitedActor, path: readonly string[], tokenIds: readonly string[]) {
    const kindsOf = (rows: readonly { id: string; kind: string }[]) => new Map(rows.map(({ id, kind }) => [id, kind]));
    if (actor.kind === 'organization') {
      const [tokens] = await this.database.read(ctx, (reader) => reader.read(kindsOfTokens(tokenIds)));
      return { kinds: kindsOf(tokens), places: new Set([actor.organizationId]) };
    }
    const [tokens, roles] = await this.database.read(ctx, (reader) =>
      reader.read(kindsOfTokens(tokenIds), rolesOnPath(actor.userId, path)),
    );
    const reading = roles.filter(({ role }) => READERS.has(role));
    return { kinds: kindsOf(tokens), places: new Set(reading.map((row) => row.organization_id)) };
  }
}

/** A name that is not an id is that of the command line, which the operator uses. */
function named(by: string, kind: string | undefined, isAbove: boolean): string {
  if (kind === undefined || kind === 'operator') return 'operator';
  return isAbove ? kind : by;
}
