import { Optional } from '../../http/validation/fields/check.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { IdText } from '../../http/validation/fields/text.js';
import type { CursorQuery } from '../../user/roles/user-role-list.service.js';

/** As many as a list shows at a time that is published without pages, so that few are ever cut. */
const MOST_AT_A_TIME = 1_000;

/** `limit` of a list that is published without pages. */
export function PartLimit(): PropertyDecorator {
  return (target, property) => {
    IntegerField({ min: 1, max: MOST_AT_A_TIME, otherwise: MOST_AT_A_TIME })(target, property);
    Optional({ nullIsAbsent: false })(target, property);
  };
}

/** `prevId`: the `nextBatchPrevId` of the part before. */
export function PrevId(): PropertyDecorator {
  return (target, property) => {
    IdText()(target, property);
    Optional({ nullIsAbsent: false })(target, property);
  };
}

/** Which part is asked for. */
export function partQuery({ limit = MOST_AT_A_TIME, prevId }: { limit?: number; prevId?: string }): CursorQuery {
  return { limit, ...(prevId !== undefined && { afterId: prevId }) };
}
