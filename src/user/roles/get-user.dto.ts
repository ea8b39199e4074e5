import { IdText } from '../../http/validation/fields/text.js';

/** The arguments of `GET /user/{id}`: an id, an email, or `me` (api-v2.md §3.4). */
export class GetUserDto {
  @IdText({ of: 'user', or: ['me'], orEmail: true })
  id: string;
}
