import { ApiProperty, ApiSchema, schemaRef } from '../http/docs/response-class.js';
import { anySchema, arraySchema, stringSchema } from '../http/validation/fields/schemas.js';

/** One definition of an Apia schema. */
@ApiSchema('ApiaDefinition')
export class ApiaDefinitionResponse {
  @ApiProperty({ ...stringSchema, examples: ['scalar'] }) type: string;
  @ApiProperty({ ...anySchema, examples: [{ id: 'Apia/Scalars/String', name: 'String', description: null }] })
  value: object;
}

@ApiSchema('ApiaSchema')
export class ApiaSchemaResponse {
  @ApiProperty<1>({ type: 'integer', enum: [1] }) schema_version: 1;
  @ApiProperty({ ...stringSchema, examples: ['tenantry.example.com'] }) host: string;
  @ApiProperty({ ...stringSchema, examples: ['/core/v1'] }) namespace: string;
  @ApiProperty({ ...stringSchema, examples: ['CoreAPI/Base'] }) api: string;
  @ApiProperty(arraySchema(schemaRef(() => ApiaDefinitionResponse))) objects: readonly ApiaDefinitionResponse[];
}

/** Its other members are those of OpenAPI. */
@ApiSchema('OpenApiDocument', { isOpen: true })
export class OpenApiDocumentResponse {
  @ApiProperty({ ...stringSchema, examples: ['3.1.0'] }) openapi: string;
  @ApiProperty({ ...anySchema, examples: [{ title: 'Tenantry', version: '1.0.0' }] }) info: object;
  @ApiProperty({ ...anySchema, examples: [{}] }) paths: object;
}
