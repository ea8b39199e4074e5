import { applyDecorators } from '@nestjs/common';
import { ArgumentSet } from '../http/validation/argument-set.js';
import { ApiArgument, ApiDescription } from '../http/validation/argument-metadata.js';
import { Optional } from '../http/validation/fields/presence.js';
import { NestedArrayField } from '../http/validation/fields/nested.js';
import { SortedPairs } from '../http/validation/fields/sorted-pairs.js';
import { freeLine, line, StringField } from '../http/validation/fields/text.js';
import { type Annotation, ANNOTATION_KEY, ANNOTATION_VALUE, MAX_ANNOTATIONS } from './annotation.rules.js';

/** One annotation (create-managed-organization page, KeyValue). */
@ArgumentSet('CoreAPI/ArgumentSets/KeyValue')
export class KeyValueDto {
  @ApiArgument({ description: 'The key, compared exactly', example: 'plan' })
  @StringField({ domain: line(ANNOTATION_KEY) })
  key: string;

  @ApiArgument({ description: 'The value, compared exactly; null and left out are the same', example: 'gold' })
  @Optional({ nullable: true })
  @StringField({ domain: freeLine(ANNOTATION_VALUE) })
  value?: string | null;
}

/** The annotations by which a list is filtered (core-v1.md §5.3), with keys and values in turn or sorted in a query. */
export function AnnotationFilter(): PropertyDecorator {
  return applyDecorators(
    SortedPairs('key', 'value'),
    NestedArrayField(() => KeyValueDto, { max: MAX_ANNOTATIONS, sent: 2 * MAX_ANNOTATIONS - 1 }),
    Optional({ nullable: true }),
    ApiDescription('An array of annotations to filter by'),
  );
}

/** The annotations of an argument; a missing value is null, and a missing argument is no annotations. */
export function toAnnotations(pairs: readonly KeyValueDto[] | null | undefined): Annotation[] {
  return (pairs ?? []).map(({ key, value }) => ({ key, value: value ?? null }));
}
