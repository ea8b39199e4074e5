import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Lookup } from '../../http/validation/fields/shapes.js';
import { ApiTokenLookupDto } from './api-token-lookup.dto.js';

/** The one published argument of `DELETE /api_tokens/:api_token`. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/DeleteEndpoint/BaseArgumentSet')
export class DeleteApiTokenDto {
  @Lookup(() => ApiTokenLookupDto)
  api_token: ApiTokenLookupDto;
}
