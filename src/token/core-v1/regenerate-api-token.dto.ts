import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Lookup } from '../../http/validation/fields/shapes.js';
import { ApiTokenLookupDto } from './api-token-lookup.dto.js';

/** The one published argument of `POST /api_tokens/:api_token/regenerate_secret`. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/RegenerateSecretEndpoint/BaseArgumentSet')
export class RegenerateApiTokenDto {
  @Lookup(() => ApiTokenLookupDto)
  api_token: ApiTokenLookupDto;
}
