import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Optional } from '../http/arguments/check.js';
import { ListOf, Lookup, ObjectOf } from '../http/arguments/shapes.js';
import { KeyValueDto } from '../organization/create-managed-organization.dto.js';
import { ApiTokenLookupDto } from './api-token-lookup.dto.js';
import { ApiTokenPropertiesDto } from './api-token-properties.dto.js';

/** The published arguments of `PATCH /api_tokens/:api_token`, in their order. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/UpdateEndpoint/BaseArgumentSet')
export class UpdateApiTokenDto {
  @Lookup(() => ApiTokenLookupDto)
  api_token: ApiTokenLookupDto;

  @ObjectOf(() => ApiTokenPropertiesDto)
  properties: ApiTokenPropertiesDto;

  /** Tokens have none here, and what would be lost is refused. */
  @Optional({ nullIsAbsent: true })
  @ListOf(() => KeyValueDto, { max: 0 })
  annotations?: KeyValueDto[] | null;
}
