import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/check.js';
import { Says } from '../../http/validation/described.js';
import { NestedArrayField, Lookup, NestedField } from '../../http/validation/fields/shapes.js';
import { ApiTokenLookupDto } from './api-token-lookup.dto.js';
import type { ApiTokenProperties } from './api-token.rules.js';
import { ApiTokenPropertiesDto } from './api-token-properties.dto.js';
import { annotationsSaid, KeyValueDto } from '../../annotation/key-value.dto.js';
import { MAX_ANNOTATIONS } from '../../annotation/annotation.rules.js';

/** The published arguments of `PATCH /api_tokens/:api_token`, in their order. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/UpdateEndpoint/BaseArgumentSet')
export class UpdateApiTokenDto {
  @Lookup(() => ApiTokenLookupDto)
  api_token: ApiTokenLookupDto;

  @NestedField(() => ApiTokenPropertiesDto)
  properties: ApiTokenPropertiesDto;

  @Says('Annotations to put in the place of all that this API token has.')
  @Optional({ nullIsAbsent: true })
  @NestedArrayField(() => KeyValueDto, { domain: MAX_ANNOTATIONS })
  annotations?: KeyValueDto[] | null;

  toInput(): ApiTokenProperties {
    return {
      ...this.properties.toInput(),
      ...(this.annotations && { annotations: annotationsSaid(this.annotations) }),
    };
  }
}
