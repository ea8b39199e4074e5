import type { Annotation } from '../../annotation/annotation.rules.js';

/** Annotations in their order, each with both of its members. */
export function presentAnnotations(annotations: readonly Annotation[]) {
  return annotations.map(({ key, value }) => ({ key, value }));
}
