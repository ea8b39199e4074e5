import { Optional } from '../http/validation/fields/check.js';
import { Says } from '../http/validation/described.js';
import { pageQuery } from '../http/validation/fields/paging.js';
import { IntegerField } from '../http/validation/fields/scalars.js';
import { StringField } from '../http/validation/fields/text.js';
import { placeAt } from './audit-cursor.js';
import type { AuditQuery } from './audit-page.js';

/** As many characters as an action has at most. */
const MAX_ACTION = 64;
/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** Where the page before has ended. */
export function Cursor(): PropertyDecorator {
  const text = StringField({ accepts: (cursor) => placeAt(cursor) !== undefined, form: 'As it was given.' });
  return optional('The `next_cursor` of the page before', text);
}

/** What was done. */
export function Action(): PropertyDecorator {
  return optional('The one action to list, such as `organization.suspended`', StringField({ min: 1, max: MAX_ACTION }));
}

/** Where a window of time begins, in unix seconds. */
export function Begin(): PropertyDecorator {
  return optional('The first moment to list', IntegerField({ min: 0, max: LAST_SECOND }));
}

/** Where it ends. */
export function End(): PropertyDecorator {
  return optional('The moment to list up to, itself left out', IntegerField({ min: 0, max: LAST_SECOND }));
}

function optional(says: string, judge: PropertyDecorator): PropertyDecorator {
  return (target, property) => {
    for (const decorator of [judge, Optional({ nullIsAbsent: true }), Says(says)]) decorator(target, property);
  };
}

/** What both lists of events take. */
interface Given {
  readonly cursor?: string | null;
  readonly per_page?: number | null;
  readonly action?: string | null;
  readonly after?: number | null;
  readonly before?: number | null;
}

/** Turns the arguments of a list of events into the question that they ask. */
export function auditQuery({ cursor, per_page = null, action, after, before }: Given): AuditQuery {
  const behind = typeof cursor === 'string' ? placeAt(cursor) : undefined;
  return {
    limit: pageQuery({ per_page }).perPage,
    ...(behind && { behind }),
    ...(typeof action === 'string' && { action }),
    ...(typeof after === 'number' && { from: after * 1_000 }),
    ...(typeof before === 'number' && { until: before * 1_000 }),
  };
}
