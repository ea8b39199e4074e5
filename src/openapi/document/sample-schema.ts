import type { JsonSchema } from '../../http/validation/argument-metadata.js';

/** The type of a value, derived from an example. */
export function schemaOfSample(value: unknown): JsonSchema {
  if (Array.isArray(value)) return { type: 'array', items: schemaOfSample(value[0] ?? '') };
  if (value === null) return { type: ['string', 'null'] };
  if (typeof value !== 'object') return { type: typeof value === 'number' ? 'integer' : typeof value };
  const members = Object.entries(value).map(([name, member]) => [name, schemaOfSample(member)]);
  return { type: 'object', properties: Object.fromEntries(members) as object };
}

/** The type of values of which these are examples: what all of them have is required, and null is one type of several. */
export function schemaOfSamples(values: readonly unknown[]): JsonSchema {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { type: ['string', 'null'] };
  const schema = schemaOfKnown(known);
  return known.length === values.length ? schema : { ...schema, type: [schema.type, 'null'].flat() };
}

function schemaOfKnown(values: readonly unknown[]): JsonSchema {
  const [first] = values;
  if (Array.isArray(first)) {
    const elements = values.flat();
    return { type: 'array', items: elements.length === 0 ? { type: 'string' } : schemaOfSamples(elements) };
  }
  if (typeof first !== 'object') return { type: typeof first === 'number' ? 'integer' : typeof first };
  const objects = values as readonly Readonly<Record<string, unknown>>[];
  const names = [...new Set(objects.flatMap(Object.keys))];
  const having = (name: string) => objects.filter((object) => name in object);
  const required = names.filter((name) => having(name).length === objects.length);
  const members = names.map((name) => [name, schemaOfSamples(having(name).map((object) => object[name]))]);
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    ...(names.length > 0 && { properties: Object.fromEntries(members) as object }),
  };
}
