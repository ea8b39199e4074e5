import {
  argumentsOf,
  type DeclaredArgument,
  type DtoClass,
  type JsonSchema,
  nestedDtoOf,
} from '../../http/validation/argument-metadata.js';
import { publishedSet } from '../../http/validation/argument-set.js';
import { takesArgumentsFromQuery } from '../../http/validation/arguments.guard.js';
import { namedIn } from '../../http/validation/fields/schemas.js';
import { relationsOf } from '../../http/validation/fields/presence.js';
import { hasBody } from '../../http/validation/unaccepted.js';
import { type Components, orNull } from './components.js';
import { declaredArguments, descriptionOfArgument, pathNames } from './parameters.js';
import type { Route } from './routes.js';

/** Whether arguments are sent in the body. */
export function areInBody({ method, handler }: Route): boolean {
  return hasBody(method) && !takesArgumentsFromQuery(handler);
}

/** What is sent in the body, where the method has one. Its schema has the name of the operation. */
export function requestBodyOf(route: Route, components: Components): object | undefined {
  const { dto, operationId, documented } = route;
  if (!areInBody(route) || !dto) return undefined;
  const names = pathNames(route);
  // A look-up may also be sent here, and then the path is ignored (core-v1.md §2.2).
  const sent = declaredArguments(route).filter(({ name }) => !names.includes(name) || nestedDtoOf(dto, name));
  if (sent.length === 0) return undefined;
  const isRequired = ({ name, required }: DeclaredArgument) => required && !names.includes(name);
  const name = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Request`;
  const schema = components.add('schemas', name, objectOf(dto, sent, isRequired, components));
  return {
    required: sent.some(isRequired),
    content: { 'application/json': { schema, example: documented.request } },
  };
}

function objectOf(
  dto: DtoClass,
  members: readonly DeclaredArgument[],
  isRequired: (argument: DeclaredArgument) => boolean,
  components: Components,
): JsonSchema {
  const required = members.filter(isRequired).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(members.map((member) => [member.name, memberOf(dto, member, components)])),
    ...(required.length > 0 && { required }),
    ...relationsIn(dto, members),
  };
}

/** The schema of an argument, in which the objects of others are referred to. */
function memberOf(dto: DtoClass, argument: DeclaredArgument, components: Components): JsonSchema {
  const { name, schema } = argument;
  const nested = nestedDtoOf(dto, name);
  // What has a name has its form there.
  const description = descriptionOfArgument(dto, namedIn(schema) ? { ...argument, form: undefined } : argument);
  const words = description === '' ? {} : { description };
  if (!nested) return components.schema({ ...schema, ...words });
  const object = nestedSchema(nested, components);
  const types = [schema.type].flat();
  if (types.includes('array')) return { ...schema, items: object, ...words };
  return { ...(types.includes('null') ? orNull(object) : object), ...words };
}

function nestedSchema({ dto, isLookup }: { dto: DtoClass; isLookup: boolean }, components: Components): JsonSchema {
  const { id = dto.name.replace(/Dto$/, ''), description } = publishedSet(dto) ?? {};
  const name = id.replace(/^.*\//, '');
  const schema = objectOf(dto, argumentsOf(dto), ({ required }) => required, components);
  const one = {
    description: `${description ?? ''}: by exactly one of its members.`,
    minProperties: 1,
    maxProperties: 1,
  };
  return components.add('schemas', name, { ...schema, ...(isLookup && one) });
}

/** What members have to do with each other, in the words of JSON Schema. */
function relationsIn(dto: DtoClass, members: readonly DeclaredArgument[]): JsonSchema {
  const related = members.map(({ name }) => ({ name, ...relationsOf(dto.prototype as object, name) }));
  const either = related.find(({ requiredWithout }) => requiredWithout !== undefined);
  if (!either) return {};
  return { oneOf: [either.name, either.requiredWithout].map((name) => ({ required: [name] })) };
}
