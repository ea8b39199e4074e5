import type { JsonSchema } from '../argument-metadata.js';

/** Schemas from which those of answers are built. */
export const stringSchema: JsonSchema = { type: 'string' };
export const nullableStringSchema: JsonSchema = { type: ['string', 'null'] };
export const booleanSchema: JsonSchema = { type: 'boolean' };
export const idSchema: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{32}$' };
export const unixTimeSchema: JsonSchema = { type: 'integer', description: 'Unix time in seconds.' };
export const nullableUnixTimeSchema: JsonSchema = { ...unixTimeSchema, type: ['integer', 'null'] };

/** An object that always has all of its members: what is unknown is null. */
export const objectSchema = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties),
  additionalProperties: false,
  properties,
});

/** As `objectSchema`, with a cursor that is there only if more follows. */
export function objectWithCursorSchema(cursor: string, properties: Record<string, JsonSchema>): JsonSchema {
  const description = 'There only where the list was cut: what goes on behind it.';
  return { ...objectSchema(properties), properties: { ...properties, [cursor]: { ...idSchema, description } } };
}

/** As `objectSchema`, with its name in the schema of core-v1. */
export function namedObjectSchema(title: string, properties: Record<string, JsonSchema>): JsonSchema {
  return { title, ...objectSchema(properties) };
}

export const nullableSchema = (schema: JsonSchema): JsonSchema => ({ ...schema, type: [schema.type, 'null'].flat() });

export const arraySchema = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** What core-v1 puts ahead of every list that has pages (core-v1.md §4.4). */
export const paginationSchema: JsonSchema = namedObjectSchema('Pagination', {
  current_page: { type: 'integer' },
  total_pages: { type: ['integer', 'null'], description: 'Null for a large set: read until a page is empty.' },
  total: { type: ['integer', 'null'], description: 'Null for a large set.' },
  per_page: { type: 'integer' },
  large_set: { type: 'boolean', description: 'Whether there are more than 1000 rows, which are not counted.' },
});
