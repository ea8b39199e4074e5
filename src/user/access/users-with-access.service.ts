import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import type { Page, PageRequest } from '../../common/page.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import type { User } from '../user.service.js';
import { withVisibleNames } from '../visible-names.js';
import { usersWithAccess, usersWithAccessCount } from './users-with-access.queries.js';

/** As much of a user as other users of an organization may see. */
export type Peer = Pick<User, 'id' | 'firstName' | 'lastName'>;

/** Lists who may enter an organization, by id: those with a role that gives access in it or in one above it. */
@Injectable()
export class UsersWithAccessService {
  constructor(private readonly database: Database) {}

  /** One page; each user once, with however many roles. An erased user is not listed. */
  async page(ctx: CallContext, { path }: Organization, query: PageRequest): Promise<Page<Peer>> {
    const [[counted], rows] = await this.database.read(ctx, (reader) =>
      reader.read(usersWithAccessCount(path), usersWithAccess(path, query)),
    );
    const items = rows.map(({ id, first_name: firstName, last_name: lastName, accepted }) =>
      withVisibleNames(ctx.actor, { id, firstName, lastName }, accepted === 1),
    );
    // What is joined to a page of ids has no order of its own.
    return { items: items.sort((a, b) => (a.id < b.id ? -1 : 1)), total: counted?.n ?? 0 };
  }
}
