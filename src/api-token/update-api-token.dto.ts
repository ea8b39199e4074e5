import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Optional } from '../http/arguments/check.js';
import { Says } from '../http/arguments/described.js';
import { ListOf, Lookup, ObjectOf } from '../http/arguments/shapes.js';
import { ApiTokenLookupDto } from './api-token-lookup.dto.js';
import type { ApiTokenProperties } from './api-token.rules.js';
import { ApiTokenPropertiesDto } from './api-token-properties.dto.js';
import { annotationsSaid, KeyValueDto } from '../annotation/key-value.dto.js';
import { MAX_ANNOTATIONS } from '../annotation/annotation.rules.js';

/** The published arguments of `PATCH /api_tokens/:api_token`, in their order. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/UpdateEndpoint/BaseArgumentSet')
export class UpdateApiTokenDto {
  @Lookup(() => ApiTokenLookupDto)
  api_token: ApiTokenLookupDto;

  @ObjectOf(() => ApiTokenPropertiesDto)
  properties: ApiTokenPropertiesDto;

  @Says('Annotations to put in the place of all that this API token has.')
  @Optional({ nullIsAbsent: true })
  @ListOf(() => KeyValueDto, { domain: MAX_ANNOTATIONS })
  annotations?: KeyValueDto[] | null;

  toInput(): ApiTokenProperties {
    return {
      ...this.properties.toInput(),
      ...(this.annotations && { annotations: annotationsSaid(this.annotations) }),
    };
  }
}
