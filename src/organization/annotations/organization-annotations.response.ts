import { AnnotationResponse, annotationsSchema } from '../../annotation/annotation.response.js';
import { ApiProperty, ApiSchema } from '../../http/docs/response-class.js';

@ApiSchema('AnnotationsAnswer')
export class AnnotationsAnswer {
  @ApiProperty(annotationsSchema) annotations: readonly AnnotationResponse[];
}
