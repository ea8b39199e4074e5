import type { Annotation } from '../../annotation/annotation.rules.js';
import type { AnnotationResponse } from '../../annotation/annotation.response.js';

/** Annotations in their order, each with both of its members. */
export function presentAnnotations(annotations: readonly Annotation[]): readonly AnnotationResponse[] {
  return annotations.map(({ key, value }) => ({ key, value }));
}
