import { ApiArgument } from '../http/validation/argument-metadata.js';
import { Optional } from '../http/validation/fields/presence.js';
import { IntegerField } from '../http/validation/fields/scalars.js';
import { IdField } from '../http/validation/fields/text.js';
import type { CursorQuery } from '../user/roles/user-role-list.service.js';

/** The lists with this limit are published without paging, so it is high enough that few answers need a second page. */
const MAX_LIMIT = 1_000;

/** `limit` of a list that is published without paging: 1 to 1,000, by default 1,000. */
export function CursorLimit(): PropertyDecorator {
  return (target, property) => {
    IntegerField({ min: 1, max: MAX_LIMIT, otherwise: MAX_LIMIT })(target, property);
    Optional({ nullable: false })(target, property);
    ApiArgument({ description: 'How many rows are given at most', example: MAX_LIMIT })(target, property);
  };
}

/** `prevId`: the `nextBatchPrevId` of the previous page. */
export function PrevId(): PropertyDecorator {
  return (target, property) => {
    IdField()(target, property);
    Optional({ nullable: false })(target, property);
    ApiArgument({ description: 'The `nextBatchPrevId` of the part before' })(target, property);
  };
}

/** The page that `limit` and `prevId` select. */
export function cursorQuery({ limit = MAX_LIMIT, prevId }: { limit?: number; prevId?: string }): CursorQuery {
  return { limit, ...(prevId !== undefined && { afterId: prevId }) };
}

/** The arguments of a request that names an enterprise and nothing else: getting, deleting and thawing it. */
export class EnterpriseIdDto {
  @IdField({ of: 'enterprise' })
  enterpriseId: string;
}
