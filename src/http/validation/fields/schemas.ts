import type { JsonSchema } from '../described.js';

/** Schemas that the descriptions of answers are made of. */
export const text: JsonSchema = { type: 'string' };
export const textOrNull: JsonSchema = { type: ['string', 'null'] };
export const truth: JsonSchema = { type: 'boolean' };
export const idText: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{32}$' };
export const unixTime: JsonSchema = { type: 'integer', description: 'Unix time in seconds.' };
export const unixTimeOrNull: JsonSchema = { ...unixTime, type: ['integer', 'null'] };

/** An object whose members are always all there: what is not known is null. */
export const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties),
  additionalProperties: false,
  properties,
});

/** As `closed`, with a cursor beside it that is there only where the list was cut. */
export function cuttable(cursor: string, properties: Record<string, JsonSchema>): JsonSchema {
  const description = 'There only where the list was cut: what goes on behind it.';
  return { ...closed(properties), properties: { ...properties, [cursor]: { ...idText, description } } };
}

/** As `closed`, under a name by which the schema of core-v1 knows it. */
export function titled(title: string, properties: Record<string, JsonSchema>): JsonSchema {
  return { title, ...closed(properties) };
}

export const orNull = (schema: JsonSchema): JsonSchema => ({ ...schema, type: [schema.type, 'null'].flat() });

export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

/** What core-v1 puts ahead of every list that has pages (core-v1.md §4.4). */
export const paginationSchema: JsonSchema = titled('Pagination', {
  current_page: { type: 'integer' },
  total_pages: { type: ['integer', 'null'], description: 'Null for a large set: read until a page is empty.' },
  total: { type: ['integer', 'null'], description: 'Null for a large set.' },
  per_page: { type: 'integer' },
  large_set: { type: 'boolean', description: 'Whether there are more than 1000 rows, which are not counted.' },
});
