import { type Reference, resolved } from './documented.js';

interface Schema {
  readonly type?: string | readonly string[];
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly (Schema | Reference)[];
  readonly properties?: Readonly<Record<string, Schema | Reference>>;
  readonly items?: Schema | Reference;
  readonly maxItems?: number;
}

/**
 * Examples of a schema as readers of a document put them together: of those that its members have. One for each of
 * several alternatives.
 * @throws Error for a value of which the document gives no example
 */
export function composedExamples(document: object, given: object): unknown[] {
  const schema: Schema = { ...resolved<Schema>(document, given), ...given };
  if (schema.examples) return [...schema.examples];
  if ('const' in schema) return [schema.const];
  if (schema.enum) return schema.enum.slice(0, 1);
  if (schema.anyOf) return schema.anyOf.flatMap((each) => composedExamples(document, each));
  const [type] = [schema.type].flat();
  if (type === 'boolean') return [false];
  if (type === 'null') return [null];
  if (type === 'array') return [schema.maxItems === 0 ? [] : composedExamples(document, schema.items!).slice(0, 1)];
  if (type !== 'object') throw new Error(`There is no example of ${JSON.stringify(schema)}.`);
  const members = Object.entries(schema.properties ?? {});
  return [Object.fromEntries(members.map(([name, member]) => [name, composedExamples(document, member)[0]]))];
}
