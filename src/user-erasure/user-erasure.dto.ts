import { Optional } from '../http/validation/fields/presence.js';
import { ApiArgument, ApiDescription } from '../http/validation/argument-metadata.js';
import { BooleanField } from '../http/validation/fields/scalars.js';
import { IdField } from '../http/validation/fields/text.js';

/** The arguments of `DELETE /user/{id}`, which the published API does not have; `force` is sent in the query. */
export class EraseUserDto {
  @ApiArgument({ description: 'The user', example: 'ada@example.com' })
  @IdField({ of: 'user', orEmail: true })
  id: string;

  @ApiArgument({ example: true })
  @ApiDescription('Erases the only admin of an enterprise as well, which has none from then on')
  @Optional({ nullable: false })
  @BooleanField()
  force?: boolean;
}
