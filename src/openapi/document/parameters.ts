import {
  type DeclaredArgument,
  documentationOf,
  type JsonSchema,
  nestedDtoOf,
} from '../../http/validation/argument-metadata.js';
import { argumentsOf, type DtoClass } from '../../http/validation/argument-metadata.js';
import { type Relations, relationsOf } from '../../http/validation/fields/presence.js';
import { headersOf } from '../../http/docs/operation.js';
import type { Route } from './routes.js';

/** A parameter of an operation. */
export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly example?: unknown;
  readonly schema: JsonSchema;
}

/** The names of the parameters in a path. */
export function pathNames({ path }: Route): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
}

/** The arguments of a route, as its DTO declares them. */
export function declaredArguments({ dto }: Route): DeclaredArgument[] {
  return dto ? argumentsOf(dto) : [];
}

/** The parameters in the path. */
export function pathParameters(route: Route): OpenApiParameter[] {
  const { dto } = route;
  return pathNames(route).map((name) => {
    const declared = declaredArguments(route).find((argument) => argument.name === name);
    const lookup = dto && nestedDtoOf(dto, name);
    if (!lookup || !dto) return described(dto, declared ?? unknown(name), { in: 'path', required: true });
    // The look-up may also be sent in query or body, and then the path is ignored (core-v1.md §2.2).
    const description = `The id of the ${words(name)}. It is ignored where \`${name}\` is sent beside the path.`;
    const { example } = documentationOf(lookup.dto.prototype as object, 'id');
    return { name, in: 'path', required: true, description, example, schema: { type: 'string' } };
  });
}

/** The parameters in the query, each under its wire name. */
export function queryParameters(route: Route): OpenApiParameter[] {
  const { dto } = route;
  if (!dto) return [];
  const names = pathNames(route);
  return declaredArguments(route).flatMap((argument) => {
    const nested = nestedDtoOf(dto, argument.name);
    if (nested?.isLookup) return lookupParameters(argument, nested.dto, names.includes(argument.name));
    if (nested) return listParameters(argument, nested.dto);
    if (names.includes(argument.name)) return [];
    return [described(dto, argument, { in: 'query', required: argument.required })];
  });
}

/** The parameters in headers. */
export function headerParameters(route: Route): OpenApiParameter[] {
  return headersOf(route.handler).map((header) => ({ ...header, in: 'header', required: false }));
}

/** `organization[id]`, `organization[sub_domain]` */
function lookupParameters(
  { name, description }: DeclaredArgument,
  dto: DtoClass,
  isInPath: boolean,
): OpenApiParameter[] {
  const members = argumentsOf(dto);
  const others = members.length > 1 ? ` At most one \`${name}[…]\` may be sent.` : '';
  const instead = isInPath ? ', instead of the id in the path' : '';
  return members.map((member) => ({
    name: `${name}[${member.name}]`,
    in: 'query',
    required: false,
    description: `${sentence(description)}By its ${words(member.name)}${instead}.${others}`,
    example: documentationOf(dto.prototype as object, member.name).example,
    schema: withoutNull(member.schema),
  }));
}

/** `annotations[][key]`, `annotations[][value]`: the names may be sorted, so each is sent as a list of its own. */
function listParameters({ name, schema, description }: DeclaredArgument, dto: DtoClass): OpenApiParameter[] {
  const { maxItems } = schema;
  return argumentsOf(dto).map((member) => ({
    name: `${name}[][${member.name}]`,
    in: 'query',
    required: false,
    description: `${sentence(description)}The ${words(member.name)} of each. All \`${name}[]\` have the same number of elements.`,
    example: [documentationOf(dto.prototype as object, member.name).example],
    schema: { type: 'array', items: withoutDescription(withoutNull(member.schema)), maxItems },
  }));
}

function described(
  dto: DtoClass | undefined,
  argument: DeclaredArgument,
  place: Pick<OpenApiParameter, 'in' | 'required'>,
): OpenApiParameter {
  const { name, schema } = argument;
  const { example } = dto ? documentationOf(dto.prototype as object, name) : {};
  const description = dto ? descriptionOfArgument(dto, argument) : '';
  return { name, ...place, description, example, schema: withoutDescription(withoutNull(schema)) };
}

/** What an argument is, what it must be, and what it has to do with others. */
export function descriptionOfArgument(dto: DtoClass, { name, description, form }: DeclaredArgument): string {
  const own = documentationOf(dto.prototype as object, name).description ?? description;
  const relations = relationsOf(dto.prototype as object, name);
  return [sentence(own), sentence(form), sentence(related(relations))].join('').trim();
}

function related({ requiredWith, requiredWithout, notWith }: Relations): string | undefined {
  const parts = [
    ...(requiredWith === undefined ? [] : [`Required with \`${requiredWith}\``]),
    ...(requiredWithout === undefined ? [] : [`Required without \`${requiredWithout}\``]),
    ...(notWith === undefined ? [] : [`Not together with ${notWith.map((name) => `\`${name}\``).join(', ')}`]),
  ];
  return parts.length === 0 ? undefined : parts.join('. ');
}

function sentence(text: string | undefined): string {
  return text === undefined ? '' : `${text.replace(/\.?$/, '.')} `;
}

const words = (name: string): string =>
  name
    .replace('iso_code', 'ISO code ')
    .replace('sub_domain', 'sub-domain')
    .replace('api_', 'API ')
    .replaceAll('_', ' ')
    .trim();

const unknown = (name: string): DeclaredArgument => ({
  name,
  schema: { type: 'string' },
  required: true,
  description: undefined,
  form: undefined,
});

/** A query has no null: what is left out is null. */
function withoutNull({ type, ...schema }: JsonSchema): JsonSchema {
  const [first, ...others] = [type].flat().filter((each) => each !== 'null');
  return first === undefined ? schema : { type: others.length === 0 ? first : [first, ...others], ...schema };
}

/** The parameter has the description. */
function withoutDescription(schema: JsonSchema): JsonSchema {
  return { ...schema, description: undefined };
}

const PLACES: Readonly<Record<OpenApiParameter['in'], string>> = { path: 'InPath', query: '', header: '' };

/** The name of a parameter that is a component: `AnnotationsKey` for `annotations[][key]`. */
export function componentName({ name, in: place }: Pick<OpenApiParameter, 'name' | 'in'>): string {
  const parts = name.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  return `${parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')}${PLACES[place]}`;
}
