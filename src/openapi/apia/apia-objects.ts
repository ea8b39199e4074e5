import { isDeepStrictEqual } from 'node:util';
import { camelCase } from '../../dialects/core-v1/core-v1.arguments.js';
import type { JsonSchema } from '../../http/validation/argument-metadata.js';
import { schemaOfSample } from '../document/sample-schema.js';
import { unixTimeSchema } from '../../http/validation/fields/schemas.js';

type ApiaType = 'api' | 'argument_set' | 'endpoint' | 'enum' | 'error' | 'lookup_argument_set' | 'object' | 'scalar';

/** One definition of an Apia schema; others name it by `value.id`. */
export interface ApiaObject {
  readonly type: ApiaType;
  readonly value: { readonly id: string } & Readonly<Record<string, unknown>>;
}

const SCALARS: Readonly<Record<string, string>> = { string: 'String', integer: 'Integer', boolean: 'Boolean' };
/** The published names of scalars that are not those of their ids. */
const SCALAR_NAMES: Readonly<Record<string, string>> = { UnixTime: 'Unix Timestamp' };
const WHOLE = { all: true, spec: null };

/** The types that a schema allows, `null` apart. */
function typesOf({ type }: JsonSchema): string[] {
  return [type].flat().filter((each): each is string => typeof each === 'string' && each !== 'null');
}

/** The description of a time contains this. */
function isTime({ description }: JsonSchema): boolean {
  const [words = ''] = String(unixTimeSchema.description).split(' in ');
  return typeof description === 'string' && description.includes(words);
}

/** The definitions of an Apia schema, each once, in the order in which they were first named. */
export class ApiaObjects {
  private readonly known = new Map<string, ApiaObject>();

  get all(): readonly ApiaObject[] {
    return [...this.known.values()];
  }

  /** Adds a definition and returns its id. @throws Error where the id already belongs to another definition */
  add(type: ApiaType, value: ApiaObject['value']): string {
    const before = this.known.get(value.id);
    if (before && !isDeepStrictEqual(before.value, value)) throw new Error(`Two things are called ${value.id}.`);
    this.known.set(value.id, { type, value });
    return value.id;
  }

  /** The members of an object as fields; `owner` is the id of what they are fields of. */
  fields(owner: string, { properties = {} }: JsonSchema): object[] {
    return Object.entries(properties as Readonly<Record<string, JsonSchema>>).map(([name, declared]) => {
      const schema = 'const' in declared ? schemaOfSample(declared.const) : declared;
      const place = `${owner}/${camelCase(name)}`;
      return {
        id: `${place}Field`,
        name,
        description: schema.description ?? null,
        type: this.typeOf(place, schema),
        null: [schema.type].flat().includes('null'),
        array: typesOf(schema).includes('array'),
        spec: WHOLE,
      };
    });
  }

  /**
   * The id of the type of a value, or of the elements of a list. An object has the name of its schema's
   * `title`, or else of its place.
   */
  typeOf(place: string, schema: JsonSchema): string {
    // What is always null has no type here, but Apia requires one.
    const [type = schema.type === 'null' ? 'string' : ''] = typesOf(schema);
    if (type === 'array') return this.typeOf(place, schema.items as JsonSchema);
    if (type === 'object') return this.object(place, schema);
    if (Array.isArray(schema.enum)) return this.enumeration(`${place}Enum`, schema.enum);
    const scalar = isTime(schema) ? 'UnixTime' : SCALARS[type];
    if (scalar === undefined) throw new Error(`${place} is of a type that Apia has no word for.`);
    return this.add('scalar', {
      id: `Apia/Scalars/${scalar}`,
      name: SCALAR_NAMES[scalar] ?? scalar,
      description: null,
    });
  }

  private object(place: string, schema: JsonSchema): string {
    const { title } = schema;
    const id = typeof title === 'string' ? `CoreAPI/Objects/${title}` : `${place}Object`;
    return this.add('object', { id, name: null, description: null, fields: this.fields(id, schema) });
  }

  private enumeration(id: string, words: readonly unknown[]): string {
    const values = words.filter((word) => word !== null).map((name) => ({ name, description: null }));
    return this.add('enum', { id, name: null, description: null, values });
  }
}
