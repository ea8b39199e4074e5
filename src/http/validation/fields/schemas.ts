import { ID_PATTERN } from '../../../common/ids.js';
import type { JsonSchema } from '../argument-metadata.js';

/** The member of a schema that says what it is called. A symbol is not written as JSON. */
const NAMED = Symbol('named schema');

interface NamedSchema {
  readonly name: string;
  readonly schema: JsonSchema;
}

/**
 * A schema that the OpenAPI document has among its components, by this name. What is spread from it refers to it, with
 * its own description and examples beside.
 */
export function namedSchema<T>(name: string, schema: JsonSchema<T>): JsonSchema<T> {
  return { ...schema, [NAMED]: { name, schema } };
}

/** What `namedSchema` has named, in a schema that is made of it. */
export function namedIn(schema: JsonSchema): NamedSchema | undefined {
  return (schema as { readonly [NAMED]?: NamedSchema })[NAMED];
}

/** Schemas from which those of answers are built. Each has the type of its values, for `ApiProperty`. */
export const stringSchema: JsonSchema<string> = { type: 'string' };
export const nullableStringSchema: JsonSchema<string | null> = { type: ['string', 'null'] };
export const booleanSchema: JsonSchema<boolean> = { type: 'boolean' };
export const integerSchema: JsonSchema<number> = { type: 'integer' };
export const idSchema = namedSchema<string>('Id', {
  type: 'string',
  pattern: ID_PATTERN.source,
  examples: ['59cd72485007a239fb00282ed480da1f'],
});
export const unixTimeSchema = namedSchema<number>('UnixTime', {
  type: 'integer',
  description: 'Unix time in seconds.',
  examples: [1_795_347_260],
});
/** A moment in ISO 8601, in UTC and with milliseconds. */
export const timestampSchema = namedSchema<string>('Timestamp', {
  type: 'string',
  description: 'ISO 8601, in UTC.',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  examples: ['2026-11-22T12:00:00.000Z'],
});
export const nullableUnixTimeSchema: JsonSchema<number | null> = { ...unixTimeSchema, type: ['integer', 'null'] };
/** An object whose members depend on the case. */
export const anySchema: JsonSchema<object> = { type: 'object' };

export const enumSchema = <const T extends string>(words: readonly T[]): JsonSchema<T> => ({
  type: 'string',
  enum: words,
});

/** The one value that is possible here. */
export const constantSchema = <const T extends string | number | boolean | null | readonly never[] | object>(
  value: T,
): JsonSchema<T> => ({ const: value });

export const nullableSchema = <T>(schema: JsonSchema<T>): JsonSchema<T | null> => ({
  ...schema,
  type: [schema.type, 'null'].flat(),
});

export const arraySchema = <T>(items: JsonSchema<T>): JsonSchema<readonly T[]> => ({ type: 'array', items });
