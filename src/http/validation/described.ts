import { optionality } from './fields/check.js';

/** A class of arguments: wire names in their declared order, which is the order in which they are judged. */
export type DtoClass = new () => object;

/** A JSON Schema (2020-12, the one of OpenAPI 3.1). */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A schema, or a way to it for what is declared later in the file. */
type Description = JsonSchema | (() => JsonSchema);

const DESCRIPTIONS = Symbol('descriptions');

/** Keeps what a decorator says of an argument for the API's document, in declared order; inherited ones come first. */
export function describeAs(schema: Description): PropertyDecorator {
  return (target, property) => {
    const known = new Map(descriptionsOf(target)).set(String(property), schema);
    Reflect.defineMetadata(DESCRIPTIONS, known, target);
  };
}

function descriptionsOf(target: object): ReadonlyMap<string, Description> {
  return (Reflect.getMetadata(DESCRIPTIONS, target) ?? new Map()) as ReadonlyMap<string, Description>;
}

const SAYS = Symbol('says');

/** What an argument is for: in the API's document, in core-v1's schema, and there in the error of a bad one as well. */
export function Says(text: string): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(SAYS, text, target, property);
}

/** What `Says` said of an argument; `target` is the prototype of its DTO, or an instance. */
export function saidOf(target: object, property: string): string | undefined {
  return Reflect.getMetadata(SAYS, target, property) as string | undefined;
}

const JUDGED_BY = Symbol('judged by');

interface Judge {
  readonly dto: () => DtoClass;
  readonly isLookup: boolean;
}

/** Keeps which DTO judges an argument that is an object, or each of a list of objects, and whether it is a look-up. */
export function nestedIn(dto: () => DtoClass, isLookup: boolean): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(JUDGED_BY, { dto, isLookup }, target, property);
}

/** What `nestedIn` kept of an argument. */
export function nestedDtoOf(dto: DtoClass, property: string): { dto: DtoClass; isLookup: boolean } | undefined {
  const known = Reflect.getMetadata(JUDGED_BY, dto.prototype as object, property) as Judge | undefined;
  return known && { dto: known.dto(), isLookup: known.isLookup };
}

/** An argument that a DTO declares. */
export interface DeclaredArgument {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly description: string | undefined;
  /** What it takes beyond what a schema can say. */
  readonly form: string | undefined;
}

/** The arguments that a DTO declares, in their order. */
export function argumentsOf(dto: DtoClass): DeclaredArgument[] {
  const target = dto.prototype as object;
  return [...descriptionsOf(target)].map(([name, declared]) => {
    const schema = typeof declared === 'function' ? declared() : declared;
    const { optional, nullIsAbsent } = optionality(target, name);
    const description = saidOf(target, name);
    const said = { ...schema, ...sayingBoth(description, schema.description) };
    const form = typeof schema.description === 'string' ? schema.description : undefined;
    return { name, schema: nullIsAbsent ? orNull(said) : said, required: !optional, description, form };
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

/** What an argument is for, and behind it what it takes. */
function sayingBoth(description: string | undefined, form: unknown): { description?: string } {
  const sentences = [description, form].filter((text) => typeof text === 'string');
  return sentences.length === 0 ? {} : { description: sentences.map((text) => text.replace(/\.?$/, '.')).join(' ') };
}

function orNull(schema: JsonSchema): JsonSchema {
  return { ...schema, type: [schema.type, 'null'].flat() };
}
