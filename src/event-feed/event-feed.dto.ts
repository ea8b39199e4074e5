import { ACTION_GROUPS, actionsNamed, AUDIT_ACTIONS, type AuditAction } from '../audit/audit-actions.js';
import type { LongPollArguments } from '../http/server/long-poll.js';
import { ArgumentSet } from '../http/validation/argument-set.js';
import { LookupField } from '../http/validation/fields/nested.js';
import { OptionalArgument } from '../http/validation/fields/optional-argument.js';
import { IntegerField } from '../http/validation/fields/scalars.js';
import { StringField } from '../http/validation/fields/text.js';
import { publishedOf } from '../http/validation/violations.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import { OrganizationLookupDto } from '../organization/organization.dto.js';
import type { FeedQuery } from './event-feed.service.js';
import { CURSOR_PATTERN } from './feed-cursors.js';

const PAGE = 100;
const MAX_PAGE = 500;
const MAX_WAIT_SECONDS = 30;
/** Every type and every group of them, with a comma behind each. */
const MAX_TYPES = [...AUDIT_ACTIONS, ...ACTION_GROUPS].join(',').length;

function actionsIn(types: string): readonly AuditAction[] | undefined {
  return actionsNamed(types.split(','));
}

/** Where to read on. */
function After(): PropertyDecorator {
  const text = StringField({
    accepts: (cursor) => cursor === 'now' || CURSOR_PATTERN.test(cursor),
    form: 'As it was given, or `now`.',
  });
  const description =
    'The `after` of the page before; `now` to begin behind what is there; left out, from the oldest event that is kept';
  return OptionalArgument({ description, example: 'now' }, text);
}

/** Which types of events. */
function Types(): PropertyDecorator {
  const form = 'Types of events with commas between them; `organization.*` is all that begin so.';
  const text = StringField({ min: 1, max: MAX_TYPES, accepts: (types) => actionsIn(types) !== undefined, form });
  const description = 'The types to list, all where it is left out';
  return OptionalArgument({ description, example: 'organization.created,organization.deleted' }, text);
}

/** How many at most. */
function Limit(): PropertyDecorator {
  const description = 'How many events a page has at most';
  return OptionalArgument({ description, example: PAGE }, IntegerField({ min: 1, max: MAX_PAGE, otherwise: PAGE }));
}

/** How long to wait. */
function Wait(): PropertyDecorator {
  const description = 'For how many seconds to wait where there is nothing to answer yet';
  return OptionalArgument({ description, example: 0 }, IntegerField({ min: 0, max: MAX_WAIT_SECONDS, otherwise: 0 }));
}

/** The arguments of `GET /events`: the feed of the whole installation. */
@ArgumentSet('CoreAPI/Endpoints/Events/ListAllEndpoint/BaseArgumentSet')
export class ListAllEventsDto implements LongPollArguments {
  @After()
  after?: string | null;

  @Types()
  types?: string | null;

  @Limit()
  limit?: number | null;

  @Wait()
  wait?: number | null;

  waitMs(): number {
    return (this.wait ?? 0) * 1_000;
  }

  toQuery(): FeedQuery {
    const { after, types, limit } = this;
    const actions = typeof types === 'string' ? actionsIn(types) : undefined;
    return {
      limit: limit ?? PAGE,
      waitMs: this.waitMs(),
      badCursor: { path: ['after'], rule: 'pattern', ...publishedOf(this, 'after') },
      ...(typeof after === 'string' && { after }),
      ...(actions && { actions }),
    };
  }
}

/** The arguments of `GET /organizations/:organization/events`. */
@ArgumentSet('CoreAPI/Endpoints/Events/ListEndpoint/BaseArgumentSet')
export class ListEventsDto extends ListAllEventsDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
