import { Lookup } from '../http/arguments/shapes.js';
import { ApiTokenLookupDto } from './api-token-lookup.dto.js';

/** The one published argument of `DELETE /api_tokens/:api_token` and of `…/regenerate_secret`. */
export class NameApiTokenDto {
  @Lookup(() => ApiTokenLookupDto)
  api_token: ApiTokenLookupDto;
}
