import { AnnotationResponse, annotationsSchema } from '../../annotation/annotation.response.js';
import { PaginationResponse } from '../../http/docs/pagination.response.js';
import { ApiProperty, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  idSchema,
  integerSchema,
  nullableSchema,
  nullableStringSchema,
  nullableUnixTimeSchema,
  stringSchema,
} from '../../http/validation/fields/schemas.js';

/** The published APIToken object (core-v1.md §6). Times are unix seconds. */
@ApiSchema('ApiToken', { apia: 'APIToken' })
export class ApiTokenResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['backend'] }) name: string;

  @ApiProperty({ ...nullableSchema(idSchema), description: 'Null for a token of a user or the operator.' })
  organization_id: string | null;

  @ApiProperty({
    ...arraySchema(stringSchema),
    examples: [['192.0.2.7', '10.0.0.0/8']],
    description: 'Addresses and networks; none is anywhere.',
  })
  authorized_ip_addresses: readonly string[];

  @ApiProperty(nullableUnixTimeSchema) expires_at: number | null;

  @ApiProperty({
    ...integerSchema,
    examples: [1000],
    description:
      'Calls a minute; 0 is without limit. A token that was made through one with a limit of its own shares its count.',
  })
  rate_limit: number;

  @ApiProperty({ ...arraySchema(stringSchema), examples: [['managed_organizations', 'enterprises']] })
  scopes: readonly string[];

  @ApiProperty({
    ...nullableStringSchema,
    examples: ['tnt_…'],
    description: 'Given only when the token is created or its secret regenerated.',
  })
  secret: string | null;
}

@ApiSchema('ApiTokenPage')
export class ApiTokenPage {
  @ApiProperty(schemaRef(() => PaginationResponse)) pagination: PaginationResponse;
  @ApiProperty(arraySchema(schemaRef(() => ApiTokenResponse))) api_tokens: readonly ApiTokenResponse[];
}

/** A token with its annotations beside it. */
@ApiSchema('AnnotatedApiTokenAnswer')
export class AnnotatedApiTokenAnswer {
  @ApiProperty(schemaRef(() => ApiTokenResponse)) api_token: ApiTokenResponse;
  @ApiProperty(annotationsSchema) annotations: readonly AnnotationResponse[];
}

@ApiSchema('ApiTokenAnswer')
export class ApiTokenAnswer {
  @ApiProperty(schemaRef(() => ApiTokenResponse)) api_token: ApiTokenResponse;
}

/** A token that was revoked. */
@ApiSchema('RevokedApiToken')
export class RevokedApiTokenResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['backend'] }) name: string;
}

@ApiSchema('RevokedApiTokenAnswer')
export class RevokedApiTokenAnswer {
  @ApiProperty(schemaRef(() => RevokedApiTokenResponse)) api_token: RevokedApiTokenResponse;
}
