import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { MAX_ELEMENTS, acceptsUpTo } from '../bounds.js';
import { describeAs, type DtoClass, nestedIn, schemaOf } from '../argument-metadata.js';
import { namesIn } from '../names.js';
import { IsPresent } from './presence.js';
import { Satisfies } from './custom-checks.js';

/** Limits of a list of objects. */
interface ListLimits {
  /** The most elements that are accepted. */
  readonly max?: number;
  /** The most elements that the domain accepts and refuses by its own error: documented here, but not checked. */
  readonly domain?: number;
  /** The most elements as they are sent, if a transformation makes fewer of them. */
  readonly sent?: number;
}

/**
 * A list of objects that are validated by a DTO of their own. Rules: `missing`, `array_expected`, `too_many`; of an
 * element `object_expected`, or those of its arguments.
 */
export function NestedArrayField(
  dto: () => DtoClass,
  { max = MAX_ELEMENTS, domain = max, sent = max }: ListLimits,
): PropertyDecorator {
  return applyDecorators(
    describeAs(() => ({ type: 'array', items: schemaOf(dto()), maxItems: domain })),
    acceptsUpTo(sent),
    nestedIn(dto, false),
    Type(dto),
    // ValidateNested descends into lists within a list, so their elements would be accepted; it refuses null.
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(nullIfArray) : value)),
    IsPresent(),
    IsArray({ message: 'array_expected' }),
    ArrayMaxSize(max, { message: 'too_many' }),
    ValidateNested({ message: 'object_expected' }),
  );
}

/**
 * An object that is validated by a DTO of its own. Rules: `missing`, `object_expected`, or those of its arguments.
 * Checks of the object as a whole are written above it, and reported instead of those of its arguments.
 */
export function NestedField(dto: () => DtoClass): PropertyDecorator {
  return applyDecorators(
    describeAs(() => schemaOf(dto())),
    nestedIn(dto, false),
    ...isNested(dto),
    ValidateNested(),
  );
}

/**
 * An object that identifies something by exactly one of its keys (core-v1.md §2.2): a key that is null counts as given,
 * but not as a second one. Rules: `missing`, `object_expected`, `missing_lookup_value`, `ambiguous_lookup_values`.
 */
export function LookupField(dto: () => DtoClass): PropertyDecorator {
  const given = (value: unknown) => {
    const declared = namesIn(dto());
    return Object.entries(value as object).filter(([name]) => declared.has(name));
  };
  const identifying = (value: unknown) => given(value).filter(([, key]) => key !== null && key !== undefined);
  return applyDecorators(
    describeAs(() => schemaOf(dto())),
    nestedIn(dto, true),
    ...isNested(dto),
    Satisfies('missing_lookup_value', (value) => given(value).length > 0),
    Satisfies('ambiguous_lookup_values', (value) => identifying(value).length <= 1),
    ValidateNested(),
  );
}

function isNested(dto: () => DtoClass): PropertyDecorator[] {
  return [Type(dto), IsPresent(), IsObject({ message: 'object_expected' })];
}

function nullIfArray(element: unknown): unknown {
  return Array.isArray(element) ? null : element;
}
