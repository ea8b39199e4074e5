import { PaginationResponse } from '../../http/docs/pagination.response.js';
import { ApiProperty, ApiPropertyOptional, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import { arraySchema, idSchema, stringSchema } from '../../http/validation/fields/schemas.js';
import { cursorSchema } from '../../organization/listing/organization-list.response.js';
import { OrganizationReferenceResponse } from '../../organization/organization.response.js';

const nameSchema = {
  ...stringSchema,
  description: 'Empty where it is not known, or the user has accepted no role here.',
};

/** The published User object (core-v1.md §4.3, #7). */
@ApiSchema('Peer', { description: 'A user, as those see them who may read the same organization.' })
export class PeerResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...nameSchema, examples: ['Ada'] }) first_name: string;
  @ApiProperty({ ...nameSchema, examples: ['Lovelace'] }) last_name: string;

  @ApiProperty<''>({ type: 'string', const: '', description: 'Empty: no picture is kept of anybody.' })
  avatar_url: '';
}

/** An element of the published list. */
@ApiSchema('PeerItem')
export class PeerItemResponse {
  @ApiProperty(schemaRef(() => PeerResponse)) user: PeerResponse;
}

@ApiSchema('PeerPage')
export class PeerPage {
  @ApiProperty(schemaRef(() => PaginationResponse)) pagination: PaginationResponse;
  @ApiProperty(arraySchema(schemaRef(() => PeerItemResponse))) users: readonly PeerItemResponse[];
}

@ApiSchema('CurrentUserAnswer')
export class CurrentUserAnswer {
  @ApiProperty(schemaRef(() => PeerResponse)) user: PeerResponse;

  @ApiProperty(arraySchema(schemaRef(() => OrganizationReferenceResponse)))
  organizations: readonly OrganizationReferenceResponse[];

  @ApiProperty(idSchema) api_token_id: string;
  @ApiPropertyOptional(cursorSchema) next_cursor?: string;
}
