import { ApiProperty, ApiPropertyOptional, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import { arraySchema, booleanSchema, idSchema, stringSchema } from '../../http/validation/fields/schemas.js';

const momentSchema = { ...stringSchema, description: 'ISO 8601.' };

/** The documented AccessTokenResponse, without the members that have no meaning here (api-v2.md §3.5). */
@ApiSchema('AccessToken')
export class AccessTokenResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty(stringSchema) label: string;

  @ApiPropertyOptional({ ...idSchema, description: 'The user whose token it is; absent for others.' })
  user?: string;

  @ApiPropertyOptional({
    ...arraySchema(idSchema),
    description: 'The organization whose token it is; absent for others.',
  })
  organizations?: readonly string[];

  @ApiProperty({ ...arraySchema(stringSchema), description: "This service's own names." }) scope: readonly string[];
  @ApiProperty(momentSchema) created: string;

  @ApiPropertyOptional({ ...momentSchema, description: 'ISO 8601; absent where it never ends.' })
  expires?: string;

  @ApiProperty({ ...arraySchema(stringSchema), description: 'Addresses and networks; none is anywhere.' })
  ipRestrict: readonly string[];

  @ApiProperty({ ...booleanSchema, description: 'False: no token is extended here.' }) isExtensible: boolean;
}

/** With its secret, where that may be shown. */
@ApiSchema('CreatedAccessToken')
export class CreatedAccessTokenResponse extends AccessTokenResponse {
  @ApiPropertyOptional({ ...stringSchema, description: 'Given only when the token is created.' }) token?: string;
}

/** A token that was replaced, and its end. */
@ApiSchema('ReplacedAccessToken')
export class ReplacedAccessTokenResponse {
  @ApiProperty(idSchema) id: string;
  @ApiPropertyOptional(momentSchema) expires?: string;
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
