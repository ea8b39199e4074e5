import createFetchClient from 'openapi-fetch';
import * as apiV2 from './api-v2-errors.js';
import type { Answer, Call } from './calls.js';
import * as coreV1 from './core-v1-errors.js';
import { DEFAULT_POLICY, type Fetch, type RetryPolicy, send } from './transport.js';

export { apiV2, coreV1 };
export { AnswerError, ApiV2Error, ConnectionLost, CoreV1Error, TenantryError, UnexpectedAnswer } from './errors.js';
export { each, pages } from './pages.js';
export { verifyWebhook, WebhookVerificationError } from './webhooks.js';
export type { Answer, CallOptions, Data } from './calls.js';
export type { components, operations, paths } from './openapi.js';
export type { RetryPolicy } from './transport.js';
export type { WebhookFault, WebhookHeaders, WebhookMessage, WebhookOptions } from './webhooks.js';

export interface ClientOptions {
  /** Where the service is, with the path below which a proxy has it: `https://example.com/tenantry`. */
  readonly baseUrl: string;
  /** The access token, or what gives the present one ahead of each call. */
  readonly token?: string | (() => string | Promise<string>);
  readonly retry?: Partial<RetryPolicy>;
  /** What sends the requests in place of the global `fetch`. */
  readonly fetch?: Fetch;
}

/**
 * A client of one service. Each method takes a path of the API document and gives the answer of success; everything
 * else is thrown, as a TenantryError.
 */
export interface Client {
  readonly GET: Call<'get'>;
  readonly POST: Call<'post'>;
  readonly PUT: Call<'put'>;
  readonly PATCH: Call<'patch'>;
  readonly DELETE: Call<'delete'>;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a call is given, as far as this file looks into it. */
interface Given {
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly params?: object;
}

/** The paths of the calls below, whatever the document has: here they are just sent. */
type AnyPaths = Record<
  string,
  Record<Method, { requestBody?: { content: { 'application/json': object } }; responses: object }>
>;

/** The only creation that takes its key in the body. */
const CREATE_ENTERPRISE = '/api/v2/organization/{organizationId}/enterprise';

/** Makes a client. It keeps no connection of its own, and need not be closed. */
export function createClient({ baseUrl, token, retry, fetch = globalThis.fetch }: ClientOptions): Client {
  const policy = { ...DEFAULT_POLICY, ...retry };
  const inner = createFetchClient<AnyPaths>({ baseUrl, fetch: (request) => send(request, policy, fetch) });
  const call = async (method: Method, path: string, given: Given = {}): Promise<Answer<unknown>> => {
    const secret = typeof token === 'function' ? await token() : token;
    const { data, response } = await inner.request(method, path, {
      ...given,
      ...identified(method, path, given, secret),
    });
    const { status, headers } = response;
    return {
      data,
      status,
      headers,
      requestId: headers.get('x-request-id') ?? '',
      etag: headers.get('etag') ?? undefined,
      isReplayed: headers.get('idempotent-replayed') === 'true',
    };
  };
  const of = <M extends Method>(method: M) =>
    ((path: string, given?: Given) => call(method, path, given)) as unknown as Call<M>;
  return { GET: of('get'), POST: of('post'), PUT: of('put'), PATCH: of('patch'), DELETE: of('delete') };
}

/**
 * The names under which the service knows a call, made once for all its tries: an id for the log, and for a POST an
 * idempotency key, by which a second try finds what the first has made. What the caller gives goes before both.
 */
function identified(method: Method, path: string, { body, headers }: Given, token: string | undefined): Given {
  const hasKeyInBody = path === CREATE_ENTERPRISE;
  return {
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      'X-Request-Id': randomId(),
      ...(method === 'post' && !hasKeyInBody && { 'Idempotency-Key': randomId() }),
      ...headers,
    },
    ...(method === 'post' && hasKeyInBody && { body: { idempotencyKey: randomId(), ...body } }),
  };
}

/** 32 hexadecimal digits. `crypto.randomUUID` is missing on pages that were loaded without TLS. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
