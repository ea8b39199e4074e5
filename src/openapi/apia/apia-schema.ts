import { DomainError, type ErrorCode } from '../../common/errors.js';
import { camelCase } from '../../dialects/core-v1/core-v1.arguments.js';
import { coreV1 } from '../../dialects/core-v1/core-v1.dialect.js';
import { argumentSetOf, publishedSet } from '../../http/validation/argument-set.js';
import { argumentsOf, type DtoClass, nestedDtoOf } from '../../http/validation/argument-metadata.js';
import { type ApiaObject, ApiaObjects } from './apia-objects.js';
import { schemaOfSample } from '../document/sample-schema.js';
import { ERROR_SAMPLES } from '../document/error-samples.js';
import { refusalsOf } from '../../http/docs/operation.js';
import type { Route } from '../document/routes.js';
import { inlined, schemaOfClass } from '../../http/docs/response-class.js';

const API = 'CoreAPI/Base';
const PATH_PARAMETER = /\{([^}]+)\}/g;

/** The errors of any call before its endpoint (core-v1.md §5.2); no endpoint names them. */
const OF_EVERY_CALL: readonly ErrorCode[] = [
  'missing_token',
  'invalid_token',
  'network_not_allowed',
  'rate_limited',
  'scope_not_granted',
  'unavailable',
];

/** The routes of core-v1, in the form in which that API publishes itself (core-v1.md §1, row 15). */
export interface ApiaSchema {
  readonly schema_version: 1;
  readonly host: string;
  readonly namespace: string;
  readonly api: string;
  readonly objects: readonly ApiaObject[];
}

/** The Apia schema of these routes, made from what they declare; public routes, which publish the schema itself, are left out. */
export function apiaObjects(routes: readonly Route[]): readonly ApiaObject[] {
  const objects = new ApiaObjects();
  const shown = routes.filter(({ dialectName, access }) => dialectName === coreV1.name && access.kind === 'token');
  const routed = shown.map((route) => {
    const path = pathBelow(route);
    const [group = ''] = path.split('/');
    const endpoint = endpointOf(route, objects);
    return { path, request_method: route.method.toUpperCase(), controller: null, endpoint, group };
  });
  for (const code of OF_EVERY_CALL) errorOf(code, objects);
  const groups = [...new Set(routed.map(({ group }) => group))];
  const named = groups.map((id) => ({ id, name: words(id), description: null, groups: [] }));
  objects.add('api', {
    id: API,
    name: 'Tenantry Core API',
    description: null,
    authenticator: null,
    route_set: { routes: routed, groups: named },
    scopes: [],
  });
  return objects.all;
}

/** The whole schema. @param host where this API is, with its port where that is not the usual one */
export function apiaSchema(objects: readonly ApiaObject[], host: string): ApiaSchema {
  return { schema_version: 1, host, namespace: coreV1.prefix, api: API, objects };
}

/** As the published routes are written: `organizations/:organization`. */
function pathBelow({ path }: Route): string {
  return path.slice(coreV1.prefix.length + 1).replace(PATH_PARAMETER, ':$1');
}

function words(id: string): string {
  const text = id.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function endpointOf(route: Route, objects: ApiaObjects): string {
  const { documented, dto, handler, access } = route;
  const set = dto && argumentSetOf(dto.prototype as object);
  const id = set?.replace(/\/BaseArgumentSet$/, '') ?? idOfUnnamed(route);
  const own = { id: `${id}/BaseArgumentSet`, name: null, description: null, arguments: argumentsIn(dto, objects) };
  objects.add('argument_set', own);
  return objects.add('endpoint', {
    id,
    name: documented.summary,
    description: documented.description,
    http_status: route.status,
    authenticator: null,
    argument_set: own,
    fields: objects.fields(id, inlined(schemaOfClass(documented.answer.type))),
    potential_errors: [...new Set(refusalsOf(handler))].map((code) => errorOf(code, objects)),
    scopes: access.kind === 'token' ? access.scopes : [],
  });
}

/** Built like the published ids: from the resource of a path, and the operation. */
function idOfUnnamed(route: Route): string {
  const change = camelCase(route.handlerName);
  const literals = pathBelow(route)
    .split('/')
    .filter((step) => !step.startsWith(':') && camelCase(step) !== change);
  return `CoreAPI/Endpoints/${camelCase(literals.at(-1) ?? '')}/${change}Endpoint`;
}

function argumentsIn(dto: DtoClass | undefined, objects: ApiaObjects): object[] {
  if (!dto) return [];
  return argumentsOf(dto).map(({ name, schema, required, description = null }) => {
    const nested = nestedDtoOf(dto, name);
    const place = `${argumentSetOf(dto.prototype as object) ?? dto.name}/${camelCase(name)}Argument`;
    return {
      name,
      description,
      type: nested ? nestedSet(nested, objects) : objects.typeOf(place, schema),
      required,
      array: [schema.type].flat().includes('array'),
      default: typeof schema.default === 'number' ? String(schema.default) : null,
    };
  });
}

/** The set of arguments that an object holds: a look-up, or what each of a list must have. */
function nestedSet({ dto, isLookup }: { dto: DtoClass; isLookup: boolean }, objects: ApiaObjects): string {
  const published = publishedSet(dto);
  if (!published) throw new Error(`${dto.name} is part of what core-v1 publishes, and has no id there.`);
  const { id, name = null, description = null, refuses = [] } = published;
  const set = { id, name, description, arguments: argumentsIn(dto, objects) };
  return isLookup
    ? objects.add('lookup_argument_set', { ...set, potential_errors: refuses.map((code) => errorOf(code, objects)) })
    : objects.add('argument_set', set);
}

function errorOf(code: ErrorCode, objects: ApiaObjects): string {
  const { status, body } = coreV1.renderError(new DomainError(code, ERROR_SAMPLES[code]), '');
  const said = body.error as { code: string; description: string; detail: Readonly<Record<string, unknown>> };
  const id = `CoreAPI/Errors/${camelCase(said.code)}`;
  const fields = objects.fields(id, schemaOfSample(said.detail));
  return objects.add('error', {
    id,
    name: null,
    description: said.description,
    code: said.code,
    http_status: status,
    fields,
  });
}
