import { ApiProperty, ApiPropertyOptional, ApiSchema, schemaRef } from '../http/docs/response-class.js';
import { arraySchema, idSchema, stringSchema } from '../http/validation/fields/schemas.js';

/** The stub of an enterprise, as lists show it (api-v2.md §3.2). */
@ApiSchema('EnterpriseItem', { description: 'An enterprise, as lists show it.' })
export class EnterpriseItemResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['ada@example.com'], minLength: 1 }) name: string;
}

@ApiSchema('EnterprisePage')
export class EnterprisePageResponse {
  @ApiProperty(arraySchema(schemaRef(() => EnterpriseItemResponse)))
  enterprises: readonly EnterpriseItemResponse[];

  @ApiPropertyOptional({ ...idSchema, description: 'The last id of this page. Absent on the last page.' })
  nextBatchPrevId?: string;

  @ApiPropertyOptional({
    ...stringSchema,
    examples: ['eyJuYW1lIjoiYWRhQGV4YW1wbGUuY29tIn0'],
    description: 'Where a search goes on, as `searchAfter`. Absent on the last page.',
  })
  nextSearchAfter?: string;
}

@ApiSchema('EnterpriseList')
export class EnterpriseListResponse {
  @ApiProperty(arraySchema(schemaRef(() => EnterpriseItemResponse)))
  enterprises: readonly EnterpriseItemResponse[];

  @ApiPropertyOptional({ ...idSchema, description: 'There only where the list was cut: what goes on behind it.' })
  nextBatchPrevId?: string;
}
