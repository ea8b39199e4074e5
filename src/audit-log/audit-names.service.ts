import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { isId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Row, Statement } from '../database/statement.js';
import type { LoggedEvent } from './audit-log.service.js';

/** By what an operator knows who did something. */
export interface ActorNames {
  /** The name of the token; null where no token acted, and of a person who was erased. */
  readonly tokenName: string | null;
  /** Of a user's token: the user's; null where there is none, or none any more. */
  readonly email: string | null;
  /** Of an organization's token. */
  readonly subDomain: string | null;
}

/** An event, and what those are called whom it names by an id. */
export interface NamedEvent extends LoggedEvent {
  readonly by: ActorNames;
  /** The sub-domain of the organization that it is about. */
  readonly organizationSubDomain: string | null;
}

const NOBODY: ActorNames = { tokenName: null, email: null, subDomain: null };

/** Gives the ids of events their names, for those who run the installation: it asks nobody's permission. */
@Injectable()
export class AuditNamesService {
  constructor(private readonly database: Database) {}

  /** The same events, named as those are called by now; the log itself holds no name. */
  async of(ctx: CallContext, events: readonly LoggedEvent[]): Promise<NamedEvent[]> {
    const [tokens, organizations] = await this.database.read(ctx, (reader) =>
      reader.read(
        named(
          `SELECT t.id, t.name, u.email, o.sub_domain FROM access_tokens t LEFT JOIN users u ON u.id = t.user_id
            LEFT JOIN organizations o ON o.id = t.organization_id WHERE t.id IN`,
          events.map(({ actor }) => actor.id),
        ),
        named(
          'SELECT id, sub_domain FROM organizations WHERE id IN',
          events.map(({ organizationId }) => organizationId),
        ),
      ),
    );
    const actors = new Map(tokens!.map((row) => [row.id, namesOf(row)]));
    const subDomains = new Map(organizations!.map(({ id, sub_domain: name }) => [id, String(name)]));
    return events.map((event) => ({
      ...event,
      by: actors.get(event.actor.id) ?? NOBODY,
      organizationSubDomain: subDomains.get(event.organizationId) ?? null,
    }));
  }
}

/** Those of some ids; what has not an id's form, such as the name of a system's user, is nobody's. */
function named(beginning: string, ids: readonly (string | null)[]): Statement {
  const params = [...new Set(['', ...ids.filter(isId)])];
  return { sql: `${beginning} (${params.map(() => '?').join(', ')})`, params };
}

function namesOf(row: Row): ActorNames {
  const text = (column: string) => (row[column] === null || row[column] === '' ? null : String(row[column]));
  return { tokenName: text('name'), email: text('email'), subDomain: text('sub_domain') };
}
