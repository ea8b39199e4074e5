import 'reflect-metadata';
import type { JsonSchema } from '../validation/argument-metadata.js';

/**
 * A class that describes an object of an answer, and is its type: a presenter returns it, so an answer that differs
 * from its schema does not compile. It is never constructed.
 */
export type ResponseClass<T = unknown> = abstract new () => T;

/** `C` if the schema describes nothing that its property cannot be; otherwise nothing fits. */
type Exactly<T, C, K extends keyof C> = [T] extends [C[K]] ? C : never;

/** The types of property decorators that only fit a property of the very type that its schema describes. */
type DescribedProperty<T> = <K extends string, C extends { readonly [P in K]: T }>(
  target: C & Exactly<T, C, K>,
  property: K,
) => void;
type DescribedOptionalProperty<T> = <K extends string, C extends { readonly [P in K]?: T }>(
  target: C & Exactly<T, C, K>,
  property: K,
) => void;

interface Property {
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

/** What the documents call a class. */
interface SchemaName {
  readonly name: string;
  /** In the schema of core-v1, where that API publishes the object under a name of its own. */
  readonly apia?: string;
  readonly description?: string;
  /** Whether it has more members than those of the class. */
  readonly isOpen?: boolean;
}

const NAME = Symbol('schema name');
const PROPERTIES = Symbol('schema properties');
/** The member of a schema that refers to a class. A symbol is not written as JSON. */
const CLASS = Symbol('class of a schema');
const IS_NULLABLE = Symbol('nullable reference');

/**
 * Names the schema of a class: `components.schemas.<name>` of the OpenAPI document.
 * @param others what core-v1 calls it, and what it is where its name does not say so
 */
export function ApiSchema(name: string, others: Omit<SchemaName, 'name'> = {}): ClassDecorator {
  return (response) => Reflect.defineMetadata(NAME, { ...others, name } satisfies SchemaName, response);
}

/** A member that is always there. @param schema of its values, whose type the compiler compares with the property's */
export function ApiProperty<T>(schema: JsonSchema<T>): DescribedProperty<T> {
  return (target, property) => addProperty(target, property, { schema, isRequired: true });
}

/** As `ApiProperty`, of a member that may be left out. */
export function ApiPropertyOptional<T>(schema: JsonSchema<T>): DescribedOptionalProperty<T> {
  return (target, property) => addProperty(target, property, { schema, isRequired: false });
}

/** The schema of an object that a class describes. It takes a function, because the class may be declared later. */
export function schemaRef<T>(response: () => ResponseClass<T>): JsonSchema<T> {
  return { [CLASS]: response };
}

/** As `schemaRef`, where null is possible instead. */
export function nullableRef<T>(response: () => ResponseClass<T>): JsonSchema<T | null> {
  return { [CLASS]: response, [IS_NULLABLE]: true };
}

/** What a schema refers to, where it is made by `schemaRef` or `nullableRef`. */
export function referenceIn(schema: object): { response: ResponseClass; isNullable: boolean } | undefined {
  const { [CLASS]: response, [IS_NULLABLE]: isNullable = false } = schema as {
    readonly [CLASS]?: () => ResponseClass;
    readonly [IS_NULLABLE]?: boolean;
  };
  return response && { response: response(), isNullable };
}

/** The names of a class. @throws Error for a class without `ApiSchema` */
export function schemaNameOf(response: ResponseClass): SchemaName {
  const name = Reflect.getOwnMetadata(NAME, response) as SchemaName | undefined;
  if (!name) throw new Error(`${response.name} describes an answer and has no @ApiSchema.`);
  return name;
}

/** The schema of a class: an object, without further members unless its name says so; its own in their declared order, inherited ones first. */
export function schemaOfClass(response: ResponseClass): JsonSchema {
  const properties = [...propertiesOf(response.prototype as object)];
  const { description, isOpen = false } = schemaNameOf(response);
  return {
    type: 'object',
    ...(description !== undefined && { description }),
    required: properties.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
    ...(!isOpen && { additionalProperties: false }),
    properties: Object.fromEntries(properties.map(([name, { schema }]) => [name, schema])),
  };
}

/** A schema in which each reference is replaced by the schema of its class, titled where core-v1 has a name for it. */
export function inlined(schema: JsonSchema): JsonSchema {
  const reference = referenceIn(schema);
  if (!reference) return mapSchema(schema, inlined);
  const { response, isNullable } = reference;
  const { apia } = schemaNameOf(response);
  // What a class is called does not describe the members that have it.
  const whole = mapSchema({ ...schemaOfClass(response), description: undefined, ...schema }, inlined);
  return { ...whole, ...(apia !== undefined && { title: apia }), type: isNullable ? ['object', 'null'] : 'object' };
}

/** A schema with each schema inside of it replaced. */
export function mapSchema(schema: JsonSchema, replace: (inner: JsonSchema) => JsonSchema): JsonSchema {
  const inside = (keyword: string, value: unknown): unknown => {
    if (keyword === 'items') return replace(value as JsonSchema);
    if (keyword === 'anyOf' || keyword === 'oneOf') return (value as readonly JsonSchema[]).map(replace);
    if (keyword !== 'properties') return value;
    const members = Object.entries(value as Readonly<Record<string, JsonSchema>>);
    return Object.fromEntries(members.map(([name, member]) => [name, replace(member)]));
  };
  return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, inside(keyword, value)]));
}

function addProperty(target: object, name: string, property: Property): void {
  Reflect.defineMetadata(PROPERTIES, new Map(propertiesOf(target)).set(name, property), target);
}

function propertiesOf(target: object): ReadonlyMap<string, Property> {
  return (Reflect.getMetadata(PROPERTIES, target) ?? new Map()) as ReadonlyMap<string, Property>;
}
