import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { isId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { subDomains } from '../organization/organization.queries.js';
import { type TokenActorRow, tokenActors } from './audit-log.queries.js';
import type { LoggedEvent } from './logged-event.js';

/** What identifies an actor to the operator. */
export interface ActorNames {
  /** The name of the token; null where no token acted, and for a person who was erased. */
  readonly tokenName: string | null;
  /** Of a user's token: the user's; null where there is none (any more). */
  readonly email: string | null;
  /** Of an organization's token. */
  readonly subDomain: string | null;
}

/** An event with the names of the actor and the organization that it holds the ids of. */
export interface NamedEvent extends LoggedEvent {
  readonly by: ActorNames;
  /** The sub-domain of the organization that it is about. */
  readonly organizationSubDomain: string | null;
}

const NO_NAMES: ActorNames = { tokenName: null, email: null, subDomain: null };

/** Adds names to events, for the operator: it checks no permission. */
@Injectable()
export class AuditNamesService {
  constructor(private readonly database: Database) {}

  /** The same events with the names of now; the log itself holds none. */
  async of(ctx: CallContext, events: readonly LoggedEvent[]): Promise<NamedEvent[]> {
    const [tokens, organizations] = await this.database.read(ctx, (reader) =>
      reader.read(
        tokenActors(idsIn(events.map(({ actor }) => actor.id))),
        subDomains(idsIn(events.map(({ organizationId }) => organizationId))),
      ),
    );
    const actors = new Map<string | null, ActorNames>(tokens.map((row) => [row.id, namesOf(row)]));
    const places = new Map<string | null, string>(organizations.map(({ id, sub_domain: name }) => [id, name]));
    return events.map((event) => ({
      ...event,
      by: actors.get(event.actor.id) ?? NO_NAMES,
      organizationSubDomain: places.get(event.organizationId) ?? null,
    }));
  }
}

/**
 * Each id once, and one that nothing has, since a list in SQL is not empty. What has not the form of an id, such as the
 * name of a system user, is left out.
 */
function idsIn(ids: readonly (string | null)[]): string[] {
  return [...new Set(['', ...ids.filter(isId)])];
}

function namesOf({ name, email, sub_domain: subDomain }: TokenActorRow): ActorNames {
  return { tokenName: name || null, email: email || null, subDomain: subDomain || null };
}
