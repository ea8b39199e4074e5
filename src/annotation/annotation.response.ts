import { ApiProperty, ApiSchema, schemaRef } from '../http/docs/response-class.js';
import { arraySchema, nullableStringSchema, stringSchema } from '../http/validation/fields/schemas.js';

/** One annotation; both of its members are always there. */
@ApiSchema('Annotation')
export class AnnotationResponse {
  @ApiProperty({ ...stringSchema, examples: ['plan'] }) key: string;
  @ApiProperty({ ...nullableStringSchema, examples: ['gold'] }) value: string | null;
}

/** Annotations, in the order in which they were given. */
export const annotationsSchema = arraySchema(schemaRef(() => AnnotationResponse));
