import { ApiProperty, ApiPropertyOptional, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  booleanSchema,
  idSchema,
  stringSchema,
  timestampSchema,
} from '../../http/validation/fields/schemas.js';

/** The documented AccessTokenResponse, without the members that have no meaning here (api-v2.md §3.5). */
@ApiSchema('AccessToken')
export class AccessTokenResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['backend'] }) label: string;

  @ApiPropertyOptional({ ...idSchema, description: 'The user whose token it is; absent for others.' })
  user?: string;

  @ApiPropertyOptional({
    ...arraySchema(idSchema),
    examples: [['59cd72485007a239fb00282ed480da1f']],
    description: 'The organization whose token it is; absent for others.',
  })
  organizations?: readonly string[];

  @ApiProperty({ ...arraySchema(stringSchema), examples: [['enterprises']], description: "This service's own names." })
  scope: readonly string[];
  @ApiProperty(timestampSchema) created: string;

  @ApiPropertyOptional({
    ...timestampSchema,
    description: 'Absent where it never ends.',
  })
  expires?: string;

  @ApiProperty({
    ...arraySchema(stringSchema),
    examples: [['192.0.2.7', '10.0.0.0/8']],
    description: 'Addresses and networks; none is anywhere.',
  })
  ipRestrict: readonly string[];

  @ApiProperty({ ...booleanSchema, description: 'False: no token is extended here.' }) isExtensible: boolean;
}

/** With its secret, where that may be shown. */
@ApiSchema('CreatedAccessToken')
export class CreatedAccessTokenResponse extends AccessTokenResponse {
  @ApiPropertyOptional({ ...stringSchema, examples: ['tnt_…'], description: 'Given only when the token is created.' })
  token?: string;
}

/** A token that was replaced, and its end. */
@ApiSchema('ReplacedAccessToken')
export class ReplacedAccessTokenResponse {
  @ApiProperty(idSchema) id: string;
  @ApiPropertyOptional(timestampSchema) expires?: string;
}

/** With the token that it has replaced. */
@ApiSchema('RotatedAccessToken')
export class RotatedAccessTokenResponse extends CreatedAccessTokenResponse {
  @ApiProperty(schemaRef(() => ReplacedAccessTokenResponse)) replaces: ReplacedAccessTokenResponse;
}

@ApiSchema('AccessTokenPage')
export class AccessTokenPage {
  @ApiProperty(arraySchema(schemaRef(() => AccessTokenResponse))) accessTokens: readonly AccessTokenResponse[];
  @ApiPropertyOptional({ ...idSchema, description: 'Absent on the last page.' }) nextBatchPrevId?: string;
}

@ApiSchema('SessionAnswer')
export class SessionAnswer {
  @ApiProperty(schemaRef(() => AccessTokenResponse)) session: AccessTokenResponse;
}
