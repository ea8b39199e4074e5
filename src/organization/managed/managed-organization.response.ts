import { AnnotationResponse, annotationsSchema } from '../../annotation/annotation.response.js';
import { PaginationResponse } from '../../http/docs/pagination.response.js';
import { ApiProperty, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  booleanSchema,
  idSchema,
  stringSchema,
  unixTimeSchema,
} from '../../http/validation/fields/schemas.js';
import { OrganizationResponse } from '../organization.response.js';

/** The answer to a creation: the annotations are beside the organization, `[]` without any. */
@ApiSchema('CreatedOrganizationAnswer')
export class CreatedOrganizationAnswer {
  @ApiProperty(schemaRef(() => OrganizationResponse)) organization: OrganizationResponse;
  @ApiProperty(annotationsSchema) annotations: readonly AnnotationResponse[];
}

/** One organization of `GET /organizations/:organization/managed` (core-v1.md §4.3, #3). */
@ApiSchema('ManagedOrganization')
export class ManagedOrganizationResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['Acme'] }) name: string;
  @ApiProperty({ ...stringSchema, examples: ['acme'] }) sub_domain: string;
  @ApiProperty({ ...stringSchema, examples: ['acme.tenantry.localhost'] }) infrastructure_domain: string;
  @ApiProperty(unixTimeSchema) created_at: number;
  @ApiProperty(booleanSchema) managed: boolean;
}

@ApiSchema('ManagedOrganizationPage')
export class ManagedOrganizationPage {
  @ApiProperty(schemaRef(() => PaginationResponse)) pagination: PaginationResponse;

  @ApiProperty(arraySchema(schemaRef(() => ManagedOrganizationResponse)))
  organizations: readonly ManagedOrganizationResponse[];
}
