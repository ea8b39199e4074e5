import { isDeepStrictEqual } from 'node:util';
import {
  mapSchema,
  referenceIn,
  type ResponseClass,
  schemaNameOf,
  schemaOfClass,
} from '../../http/docs/response-class.js';
import type { JsonSchema } from '../../http/validation/argument-metadata.js';
import { namedIn } from '../../http/validation/fields/schemas.js';

/** The kinds of components that a document can have here. */
export type Kind = 'schemas' | 'responses' | 'parameters' | 'headers';

/** What operations of a document share: each has a name, is written once, and is referred to. */
export class Components {
  private readonly known = new Map<Kind, Map<string, object>>();

  /** Adds a component and gives the reference to it. @throws Error where the name belongs to another one */
  add(kind: Kind, name: string, component: object): JsonSchema {
    const named = this.known.get(kind) ?? new Map<string, object>();
    const before = named.get(name);
    if (before && !isDeepStrictEqual(before, component)) throw new Error(`Two ${kind} are called ${name}.`);
    this.known.set(kind, named.set(name, component));
    return { $ref: `#/components/${kind}/${name}` };
  }

  /** The reference to the schema of a class, which is added with all that it refers to. */
  response(response: ResponseClass): JsonSchema {
    return this.add('schemas', schemaNameOf(response).name, this.schema(schemaOfClass(response)));
  }

  /** A schema in which each class is referred to, and each schema that has a name. */
  schema(schema: JsonSchema): JsonSchema {
    const reference = referenceIn(schema);
    if (!reference) return this.named(schema) ?? mapSchema(schema, (inner) => this.schema(inner));
    const target = this.response(reference.response);
    return { ...schema, ...(reference.isNullable ? orNull(target) : target) };
  }

  /** The reference to what a schema is made of, where that has a name, and what it has beside. */
  private named(schema: JsonSchema): JsonSchema | undefined {
    const named = namedIn(schema);
    if (!named) return undefined;
    const target = this.add('schemas', named.name, named.schema);
    const own = Object.entries(schema).filter(([keyword, value]) => !isDeepStrictEqual(named.schema[keyword], value));
    const { type, ...beside } = Object.fromEntries(own) as JsonSchema;
    return { ...beside, ...(type === undefined ? target : orNull(target)) };
  }

  /** What was added, each kind in alphabetical order. */
  get all(): Readonly<Record<string, Readonly<Record<string, object>>>> {
    const kinds = [...this.known].map(([kind, named]): [string, Record<string, object>] => [
      kind,
      Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
    ]);
    return Object.fromEntries(kinds.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** What is referred to, or null. */
export function orNull(reference: JsonSchema): JsonSchema {
  return { anyOf: [reference, { type: 'null' }] };
}
