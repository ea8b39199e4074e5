import { ApiProperty, ApiSchema, schemaRef } from '../http/docs/response-class.js';
import { anySchema, arraySchema, stringSchema } from '../http/validation/fields/schemas.js';

/** One definition of an Apia schema. */
@ApiSchema('ApiaDefinition')
export class ApiaDefinitionResponse {
  @ApiProperty(stringSchema) type: string;
  @ApiProperty(anySchema) value: object;
}

@ApiSchema('ApiaSchema')
export class ApiaSchemaResponse {
  @ApiProperty<1>({ type: 'integer', enum: [1] }) schema_version: 1;
  @ApiProperty(stringSchema) host: string;
  @ApiProperty(stringSchema) namespace: string;
  @ApiProperty(stringSchema) api: string;
  @ApiProperty(arraySchema(schemaRef(() => ApiaDefinitionResponse))) objects: readonly ApiaDefinitionResponse[];
}

/** Its other members are those of OpenAPI. */
@ApiSchema('OpenApiDocument', { isOpen: true })
export class OpenApiDocumentResponse {
  @ApiProperty(stringSchema) openapi: string;
  @ApiProperty(anySchema) info: object;
  @ApiProperty(anySchema) paths: object;
}
