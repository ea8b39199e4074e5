import { ArgumentSet } from '../http/validation/argument-set.js';
import { Optional } from '../http/validation/fields/presence.js';
import { ApiArgument, ApiDescription } from '../http/validation/argument-metadata.js';
import { PageSize, pageQuery } from '../http/validation/fields/paging.js';
import { OptionalArgument } from '../http/validation/fields/optional-argument.js';
import { IntegerField } from '../http/validation/fields/scalars.js';
import { LookupField } from '../http/validation/fields/nested.js';
import { EnumField, StringField } from '../http/validation/fields/text.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';
import { OrganizationLookupDto } from '../organization/organization.dto.js';
import { cursorAt, positionAt } from './audit-cursor.js';
import type { AuditQuery } from './audit-log.queries.js';

/** The length of the longest action, in characters. */
const MAX_ACTION = 64;
/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** Where the page before has ended. */
function Cursor(): PropertyDecorator {
  const text = StringField({ accepts: (cursor) => positionAt(cursor) !== undefined, form: 'As it was given.' });
  const example = cursorAt({ at: 1_795_347_260_000, id: '019aa3c0b1f27001a3b4c5d6e7f80912' });
  return OptionalArgument({ description: 'The `next_cursor` of the page before', example }, text);
}

/** What was done. */
function Action(): PropertyDecorator {
  const description = 'The one action to list, such as `organization.suspended`';
  return OptionalArgument({ description, example: 'organization.suspended' }, StringField({ min: 1, max: MAX_ACTION }));
}

/** Where a window of time begins, in unix seconds. */
function Begin(): PropertyDecorator {
  const description = 'The first moment to list';
  return OptionalArgument({ description, example: 1_795_347_260 }, IntegerField({ min: 0, max: LAST_SECOND }));
}

/** Where it ends. */
function End(): PropertyDecorator {
  const description = 'The moment to list up to, itself left out';
  return OptionalArgument({ description, example: 1_795_350_860 }, IntegerField({ min: 0, max: LAST_SECOND }));
}

/** The arguments of both lists. */
interface ListArguments {
  readonly cursor?: string | null;
  readonly per_page?: number | null;
  readonly action?: string | null;
  readonly after?: number | null;
  readonly before?: number | null;
}

/** The query of these arguments. */
function auditQuery({ cursor, per_page = null, action, after, before }: ListArguments): AuditQuery {
  const behind = typeof cursor === 'string' ? positionAt(cursor) : undefined;
  return {
    limit: pageQuery({ per_page }).perPage,
    ...(behind && { behind }),
    ...(typeof action === 'string' && { action }),
    ...(typeof after === 'number' && { from: after * 1_000 }),
    ...(typeof before === 'number' && { until: before * 1_000 }),
  };
}

/** The arguments of `GET /audit_events`: the log of the whole installation. */
@ArgumentSet('CoreAPI/Endpoints/AuditEvents/ListAllEndpoint/BaseArgumentSet')
export class ListAllAuditEventsDto {
  @Cursor()
  cursor?: string | null;

  @PageSize()
  per_page?: number | null;

  @Action()
  action?: string | null;

  @Begin()
  after?: number | null;

  @End()
  before?: number | null;

  toQuery(): AuditQuery {
    return auditQuery(this);
  }
}

/** The arguments of `GET /organizations/:organization/audit_events`. */
@ArgumentSet('CoreAPI/Endpoints/AuditEvents/ListEndpoint/BaseArgumentSet')
export class ListAuditEventsDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @Cursor()
  cursor?: string | null;

  @PageSize()
  per_page?: number | null;

  @ApiArgument({ example: 'self' })
  @ApiDescription('`self` for what is about this organization itself, and nothing of those below it')
  @Optional({ nullable: true })
  @EnumField(['self'])
  only?: string | null;

  @Action()
  action?: string | null;

  @Begin()
  after?: number | null;

  @End()
  before?: number | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toQuery(): AuditQuery {
    return { ...auditQuery(this), isOwnOnly: this.only === 'self' };
  }
}
