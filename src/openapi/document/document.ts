import type { DialectName } from '../../dialects/shared/dialect.js';
import { dialectNamed } from '../../dialects/dialects.js';
import { type AnswerDoc, answeredHeadersOf, type OperationDoc } from '../../http/docs/operation.js';
import { Components } from './components.js';
import { ErrorAnswers, requestIdHeader } from './error-answers.js';
import { componentName, headerParameters, pathParameters, queryParameters } from './parameters.js';
import { refusalsIn } from './refusals.js';
import { areInBody, requestBodyOf } from './request-body.js';
import { type ControllerClass, documentedRoutes, type Route } from './routes.js';
import { type Named, Shared } from './shared.js';
import { tagGroupsOf, tagNameOf, tagsOf } from './tags.js';
import { webhooksOf } from './webhooks.js';

const INTRODUCTION = `Provisions organizations, managed organizations, enterprises and users, in two dialects over one core.

Send an access token as \`Authorization: Bearer <token>\`. Every answer carries \`X-Request-Id\`: your own, where you sent
one of 1 to 128 letters, digits, dots, underscores or dashes there or as \`Request-Id\`. A call may be answered 503 with \`Retry-After\`: send it
again. The checks come in one order: token, scope, body, arguments, organization, rule; the first that fails answers.
In core-v1 a form with the same names is accepted in place of a JSON body.

An error is known by its \`name\` (api-v2) or \`code\` (core-v1), which never changes; its sentence is for people and may. An
operation names its own errors under each status, and \`default\` has those of any call.`;

/** An OpenAPI document; only its outermost shape is known to the compiler. */
export type OpenApiDocument = {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, object>>;
  /** The requests that the service sends, by their names. */
  readonly webhooks: Record<string, Record<string, object>>;
} & Record<string, unknown>;

/** What the two documents of the API name first, each ahead of the others of its noun. */
const FIRST: readonly string[] = ['createEnterprise', 'createManagedOrganization'];

/**
 * The document of these controllers: OpenAPI 3.1, made from what the code declares.
 * @param only the dialect of the document; absent for both
 */
export function openApiDocument(
  controllers: readonly ControllerClass[],
  version: string,
  only?: DialectName,
): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {};
  const routes = documentedRoutes(controllers);
  const shown = inOrder(routes).filter(({ dialectName }) => only === undefined || dialectName === only);
  const operations = new Operations(routes);
  for (const route of shown) {
    (paths[route.path] ??= {})[route.method] = operations.of(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tenantry', version, description: INTRODUCTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'This installation' }],
    tags: tagsOf(only),
    'x-tagGroups': tagGroupsOf(only),
    paths,
    webhooks: webhooksOf(controllers, operations.components, only),
    components: {
      ...operations.components.all,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'An access token, `tnt_…`' } },
    },
  };
}

/** By their tags, and the documented creations ahead of all others. */
function inOrder(routes: readonly Route[]): Route[] {
  const tags = tagsOf().map(({ name }) => name);
  const place = (route: Route) => {
    const first = FIRST.indexOf(route.operationId);
    return first >= 0 ? first : FIRST.length + tags.indexOf(tagNameOf(route));
  };
  return routes.toSorted((one, other) => place(one) - place(other));
}

/** The parameters of a route. */
function parametersOf(route: Route): Named[] {
  const queried = areInBody(route) ? [] : queryParameters(route);
  const all = [...pathParameters(route), ...queried, ...headerParameters(route)];
  return all.map((component) => ({ name: componentName(component), component }));
}

/** The headers of the success of a route that not every answer has. */
function headersOf({ handler, documented }: Route): Named[] {
  const all = { ...answeredHeadersOf(handler), ...documented.headers };
  return Object.entries(all).map(([name, description]) => ({
    name,
    component: { description, schema: { type: 'string' } },
  }));
}

/** The operations of a document, and what they share. */
class Operations {
  readonly components = new Components();
  private readonly errors: Readonly<Record<DialectName, ErrorAnswers>>;
  private readonly parameters: Shared;
  private readonly headers: Shared;

  /** @param routes of both dialects: what is shared has the same name in the document of one */
  constructor(routes: readonly Route[]) {
    const { components } = this;
    const refusals = (name: DialectName) => routes.filter((route) => route.dialectName === name).map(refusalsIn);
    const errors = (name: DialectName) => new ErrorAnswers(dialectNamed(name), components, refusals(name));
    this.errors = { 'api-v2': errors('api-v2'), 'core-v1': errors('core-v1') };
    this.parameters = new Shared('parameters', components, routes.flatMap(parametersOf));
    this.headers = new Shared('headers', components, routes.flatMap(headersOf));
  }

  of(route: Route): object {
    const { documented, dialectName, access } = route;
    const body = requestBodyOf(route, this.components);
    const parameters = parametersOf(route).map((parameter) => this.parameters.in(parameter));
    return {
      operationId: route.operationId,
      tags: [tagNameOf(route)],
      summary: documented.summary,
      description: documented.description,
      security: access.kind === 'public' ? [] : [{ token: access.scopes }],
      ...(parameters.length > 0 && { parameters }),
      ...(body && { requestBody: body }),
      responses: {
        [route.status]: this.success(documented.answer, headersOf(route)),
        ...this.others(documented),
        ...(dialectName && this.errors[dialectName].of(refusalsIn(route))),
      },
    };
  }

  private others({ otherAnswers = {} }: OperationDoc): Record<string, object> {
    const answers = Object.entries(otherAnswers) as [string, AnswerDoc<unknown>][];
    return Object.fromEntries(answers.map(([status, answer]) => [status, this.success(answer, [])]));
  }

  private success({ description, type }: AnswerDoc<unknown>, headers: readonly Named[]): object {
    const own = headers.map((header) => [header.name, this.headers.in(header)]);
    return {
      description,
      headers: { 'X-Request-Id': requestIdHeader(this.components), ...(Object.fromEntries(own) as object) },
      content: { 'application/json': { schema: this.components.response(type) } },
    };
  }
}
