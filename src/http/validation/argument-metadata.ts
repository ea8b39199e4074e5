import { optionality } from './fields/presence.js';

/** A class of arguments: wire names in their declared order, which is the order in which they are validated. */
export type DtoClass = new () => object;

/** Only for the compiler: the type of the values that a schema describes. */
declare const VALUE: unique symbol;

/** A JSON Schema (2020-12, the one of OpenAPI 3.1) of values of this type. */
export type JsonSchema<T = unknown> = {
  readonly [keyword: string]: unknown;
  readonly examples?: readonly T[];
  readonly [VALUE]?: T;
};

/** A schema, or a way to it for what is declared later in the file. */
type Description = JsonSchema | (() => JsonSchema);

const DESCRIPTIONS = Symbol('descriptions');

/** Sets the schema of an argument for the API's document, in declared order; inherited ones come first. */
export function describeAs(schema: Description): PropertyDecorator {
  return (target, property) => {
    const known = new Map(descriptionsOf(target)).set(String(property), schema);
    Reflect.defineMetadata(DESCRIPTIONS, known, target);
  };
}

function descriptionsOf(target: object): ReadonlyMap<string, Description> {
  return (Reflect.getMetadata(DESCRIPTIONS, target) ?? new Map()) as ReadonlyMap<string, Description>;
}

const DESCRIPTION = Symbol('says');

/** Describes an argument: in the API's document and in core-v1's schema, whose errors about it show it as well. */
export function ApiDescription(text: string): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(DESCRIPTION, text, target, property);
}

/** The text of `ApiDescription`; `target` is the prototype of the DTO, or an instance. */
export function descriptionOf(target: object, property: string): string | undefined {
  return Reflect.getMetadata(DESCRIPTION, target, property) as string | undefined;
}

const DOCUMENTATION = Symbol('documentation');

/** What the OpenAPI document has about an argument beyond its schema. */
export interface ArgumentDoc {
  /** A sentence. It is not published in core-v1's schema, and no error shows it: those have `ApiDescription` alone. */
  readonly description?: string;
  readonly example?: unknown;
}

/** Documents an argument in the OpenAPI document. What is given twice is that of the upper decorator. */
export function ApiArgument(doc: ArgumentDoc): PropertyDecorator {
  return (target, property) => {
    const known = documentationOf(target, String(property));
    Reflect.defineMetadata(DOCUMENTATION, { ...known, ...doc }, target, property);
  };
}

/** What `ApiArgument` has given; `target` is the prototype of the DTO. */
export function documentationOf(target: object, property: string): ArgumentDoc {
  return (Reflect.getMetadata(DOCUMENTATION, target, property) ?? {}) as ArgumentDoc;
}

const NESTED_DTO = Symbol('judged by');

interface NestedDto {
  readonly dto: () => DtoClass;
  readonly isLookup: boolean;
}

/** Sets the DTO of an argument that is an object, or a list of objects, and whether it is a look-up. */
export function nestedIn(dto: () => DtoClass, isLookup: boolean): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(NESTED_DTO, { dto, isLookup }, target, property);
}

/** The DTO that `nestedIn` has set. */
export function nestedDtoOf(dto: DtoClass, property: string): { dto: DtoClass; isLookup: boolean } | undefined {
  const known = Reflect.getMetadata(NESTED_DTO, dto.prototype as object, property) as NestedDto | undefined;
  return known && { dto: known.dto(), isLookup: known.isLookup };
}

/** An argument that a DTO declares. */
export interface DeclaredArgument {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly description: string | undefined;
  /** What is required beyond what a schema can express. */
  readonly form: string | undefined;
}

/** The arguments that a DTO declares, in their order. */
export function argumentsOf(dto: DtoClass): DeclaredArgument[] {
  const target = dto.prototype as object;
  return [...descriptionsOf(target)].map(([name, declared]) => {
    const schema = typeof declared === 'function' ? declared() : declared;
    const { optional, nullable } = optionality(target, name);
    const description = descriptionOf(target, name);
    const described = { ...schema, ...joinedDescription(description, schema.description) };
    const form = typeof schema.description === 'string' ? schema.description : undefined;
    return { name, schema: nullable ? orNull(described) : described, required: !optional, description, form };
  });
}

/** The schema of an object that a DTO declares. Members it does not declare are ignored, so they are not forbidden. */
export function schemaOf(dto: DtoClass): JsonSchema {
  const members = argumentsOf(dto);
  const required = members.filter((member) => member.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 && { required }),
  };
}

/** The description of an argument, followed by what it accepts. */
function joinedDescription(description: string | undefined, form: unknown): { description?: string } {
  const sentences = [description, form].filter((text) => typeof text === 'string');
  return sentences.length === 0 ? {} : { description: sentences.map((text) => text.replace(/\.?$/, '.')).join(' ') };
}

function orNull(schema: JsonSchema): JsonSchema {
  return { ...schema, type: [schema.type, 'null'].flat() };
}
