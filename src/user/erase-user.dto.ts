import { IdText } from '../http/arguments/text.js';

/** The arguments of `DELETE /user/{id}`, which the published API does not have. */
export class EraseUserDto {
  @IdText({ of: 'user', orEmail: true })
  id: string;
}
