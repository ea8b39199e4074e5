import { Optional } from '../http/validation/fields/check.js';
import { Says } from '../http/validation/described.js';
import { BooleanField } from '../http/validation/fields/scalars.js';
import { IdText } from '../http/validation/fields/text.js';

/** The arguments of `DELETE /user/{id}`, which the published API does not have; `force` is sent in the query. */
export class EraseUserDto {
  @IdText({ of: 'user', orEmail: true })
  id: string;

  @Says('Erases the only admin of an enterprise as well, which has none from then on')
  @Optional({ nullIsAbsent: false })
  @BooleanField()
  force?: boolean;
}
