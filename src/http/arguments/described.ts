import { isOptional } from './check.js';

/** A class of arguments: wire names in their declared order, which is the order in which they are judged. */
export type DtoClass = new () => object;

/** A JSON Schema (2020-12, the one of OpenAPI 3.1). */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** A schema, or a way to it for what is declared later in the file. */
type Description = JsonSchema | (() => JsonSchema);

const DESCRIPTIONS = Symbol('descriptions');

/** Keeps what a decorator says of an argument for the API's document, in declared order. */
export function describeAs(schema: Description): PropertyDecorator {
  return (target, property) => {
    const known = (Reflect.getOwnMetadata(DESCRIPTIONS, target) ?? new Map()) as Map<string, Description>;
    known.set(String(property), schema);
    Reflect.defineMetadata(DESCRIPTIONS, known, target);
  };
}

const JUDGED_BY = Symbol('judged by');

interface Judge {
  readonly dto: () => DtoClass;
  readonly isLookup: boolean;
}

/** Keeps which DTO judges an argument that is an object, or each of a list of objects, and whether it is a look-up. */
export function judgedBy(dto: () => DtoClass, isLookup: boolean): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(JUDGED_BY, { dto, isLookup }, target, property);
}

/** What `judgedBy` kept of an argument. */
export function judgeOf(dto: DtoClass, property: string): { dto: DtoClass; isLookup: boolean } | undefined {
  const known = Reflect.getMetadata(JUDGED_BY, dto.prototype as object, property) as Judge | undefined;
  return known && { dto: known.dto(), isLookup: known.isLookup };
}

/** The arguments that a DTO declares, each as a schema, and whether it must be given. */
export function argumentsOf(dto: DtoClass): { name: string; schema: JsonSchema; required: boolean }[] {
  const target = dto.prototype as object;
  const known = (Reflect.getOwnMetadata(DESCRIPTIONS, target) ?? new Map()) as Map<string, Description>;
  return [...known].map(([name, description]) => {
    const schema = typeof description === 'function' ? description() : description;
    const { optional, nullIsAbsent } = isOptional(target, name);
    return { name, schema: nullIsAbsent ? orNull(schema) : schema, required: !optional };
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

function orNull(schema: JsonSchema): JsonSchema {
  return { ...schema, type: [schema.type, 'null'].flat() };
}
