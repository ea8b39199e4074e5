import { ArgumentSet } from '../http/validation/argument-set.js';
import { Optional } from '../http/validation/fields/check.js';
import { freeLine, line, StringField } from '../http/validation/fields/text.js';
import { type Annotation, ANNOTATION_KEY, ANNOTATION_VALUE } from './annotation.rules.js';

/** One annotation (create-managed-organization page, KeyValue). */
@ArgumentSet('CoreAPI/ArgumentSets/KeyValue')
export class KeyValueDto {
  @StringField({ domain: line(ANNOTATION_KEY) })
  key: string;

  @Optional({ nullIsAbsent: true })
  @StringField({ domain: freeLine(ANNOTATION_VALUE) })
  value?: string | null;
}

/** The annotations of an argument; a missing value is null, and a missing argument is no annotations. */
export function toAnnotations(pairs: readonly KeyValueDto[] | null | undefined): Annotation[] {
  return (pairs ?? []).map(({ key, value }) => ({ key, value: value ?? null }));
}
