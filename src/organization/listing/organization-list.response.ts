import { ApiProperty, ApiPropertyOptional, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  booleanSchema,
  idSchema,
  nullableUnixTimeSchema,
  stringSchema,
  unixTimeSchema,
} from '../../http/validation/fields/schemas.js';

/** One organization of `GET /organizations` (core-v1.md §4.3, #1). */
@ApiSchema('ListedOrganization')
export class ListedOrganizationResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['Acme'] }) name: string;
  @ApiProperty({ ...stringSchema, examples: ['acme'] }) sub_domain: string;
  @ApiProperty({ ...stringSchema, examples: ['acme.tenantry.localhost'] }) infrastructure_domain: string;
  @ApiProperty(unixTimeSchema) created_at: number;
  @ApiProperty(nullableUnixTimeSchema) activated_at: number | null;
  @ApiProperty(booleanSchema) suspended: boolean;
  @ApiProperty(booleanSchema) managed: boolean;
}

/** The schema of a cursor that is there only if more follows. */
export const cursorSchema = {
  ...idSchema,
  description: 'There only where the list was cut: what goes on behind it.',
};

@ApiSchema('OrganizationList')
export class OrganizationListResponse {
  @ApiProperty(arraySchema(schemaRef(() => ListedOrganizationResponse)))
  organizations: readonly ListedOrganizationResponse[];

  @ApiPropertyOptional(cursorSchema) next_cursor?: string;
}
