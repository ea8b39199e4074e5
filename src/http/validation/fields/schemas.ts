import type { JsonSchema } from '../argument-metadata.js';

/** Schemas from which those of answers are built. Each has the type of its values, for `ApiProperty`. */
export const stringSchema: JsonSchema<string> = { type: 'string' };
export const nullableStringSchema: JsonSchema<string | null> = { type: ['string', 'null'] };
export const booleanSchema: JsonSchema<boolean> = { type: 'boolean' };
export const integerSchema: JsonSchema<number> = { type: 'integer' };
export const idSchema: JsonSchema<string> = { type: 'string', pattern: '^[0-9a-f]{32}$' };
export const unixTimeSchema: JsonSchema<number> = { type: 'integer', description: 'Unix time in seconds.' };
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
