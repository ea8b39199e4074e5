import type { DialectName } from '../../dialects/shared/dialect.js';
import { dialectNamed } from '../../dialects/dialects.js';
import type { JsonSchema } from '../../http/validation/argument-metadata.js';
import type { Route } from './routes.js';
import { errorAnswers } from './error-answers.js';
import { parametersOf, refusalsIn, requestBodyOf } from './request.js';
import { answeredHeadersOf, type OperationDoc } from '../../http/docs/operation.js';

const TAGS: Readonly<Record<DialectName | 'health', string>> = {
  'api-v2': 'The dialect of `/api/v2`. Errors are `{name, context, error, requestId}`.',
  'core-v1': 'The dialect of `/core/v1`. Errors are `{"error": {code, description, detail}}`.',
  health: 'Probes, without a token.',
};

const INTRODUCTION = `Provisions organizations, managed organizations, enterprises and users, in two dialects over one core.

Send an access token as \`Authorization: Bearer <token>\`. Every answer carries \`X-Request-Id\`: your own, where you sent
one of 1 to 128 letters, digits, dots, underscores or dashes there or as \`Request-Id\`. A call may be answered 503 with \`Retry-After\`: send it
again. The checks come in one order: token, scope, body, arguments, organization, rule; the first that fails answers.`;

/** An OpenAPI document; only its outermost shape is known to the compiler. */
export type OpenApiDocument = {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, object>>;
} & Record<string, unknown>;

/**
 * The document of these routes: OpenAPI 3.1, made from what the code declares.
 * @param only the dialect of the document; absent for both
 */
export function openApiDocument(routes: readonly Route[], version: string, only?: DialectName): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    if (only === undefined || route.dialectName === only) (paths[route.path] ??= {})[route.method] = operationOf(route);
  }
  const tags = Object.entries(TAGS).filter(([name]) => only === undefined || name === only);
  return {
    openapi: '3.1.0',
    info: { title: 'Tenantry', version, description: INTRODUCTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'This installation' }],
    tags: tags.map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'An access token, `tnt_…`' } },
      headers: {
        RequestId: { description: 'Names this call in the log and in the audit.', schema: { type: 'string' } },
      },
    },
  };
}

function operationOf(route: Route): object {
  const { documented, dialectName } = route;
  const dialect = dialectNamed(dialectName ?? 'api-v2');
  const body = requestBodyOf(route);
  const parameters = parametersOf(route);
  return {
    operationId: route.operationId,
    tags: [dialectName ?? 'health'],
    summary: documented.summary,
    description: documented.description,
    security: route.access.kind === 'public' ? [] : [{ token: route.access.scopes }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: {
      [route.status]: successOf(documented.answer, { ...answeredHeadersOf(route.handler), ...documented.headers }),
      ...others(documented),
      ...(dialectName && errorAnswers(dialect, refusalsIn(route))),
    },
  };
}

function others({ otherAnswers = {} }: OperationDoc): Record<string, object> {
  return Object.fromEntries(Object.entries(otherAnswers).map(([status, answer]) => [status, successOf(answer)]));
}

function successOf(
  { description, schema, example }: { description: string; schema: JsonSchema; example: unknown },
  headers: OperationDoc['headers'] = {},
): object {
  const own = Object.entries(headers).map(([name, text]): [string, object] => [
    name,
    { description: text, schema: { type: 'string' } },
  ]);
  return {
    description,
    headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...Object.fromEntries(own) },
    content: { 'application/json': { schema, example } },
  };
}
