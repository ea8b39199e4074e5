import type { Problem } from '../common/errors.js';
import { freeTextProblems, type TextKind, textProblems } from '../common/texts.js';

/** An annotation; a missing value is `null`. */
export interface Annotation {
  readonly key: string;
  readonly value: string | null;
}

export const MAX_ANNOTATIONS = 50;
export const ANNOTATION_KEY: TextKind = { max: 100 };
export const ANNOTATION_VALUE: TextKind = { max: 1_000, lines: 'many' };

/** What is wrong with a list of annotations: the first problem of each kind, in the order in which to correct them. */
export function annotationProblems(annotations: readonly Annotation[]): Problem[] {
  if (annotations.length > MAX_ANNOTATIONS) {
    return [{ field: 'annotations', problem: 'too_long', limit: MAX_ANNOTATIONS }];
  }
  const keys = annotations.map(({ key }) => key);
  const ofKeys = keys.flatMap((key) => textProblems('annotations_key', key, ANNOTATION_KEY));
  const ofValues = annotations.flatMap(({ value }) =>
    value === null ? [] : freeTextProblems('annotations_value', value, ANNOTATION_VALUE),
  );
  if (new Set(keys).size < keys.length) ofKeys.push({ field: 'annotations_key', problem: 'duplicate' });
  return [...ofKeys, ...ofValues].filter(
    (one, at, all) => all.findIndex(({ field, problem }) => field === one.field && problem === one.problem) === at,
  );
}
