import type { ParamsOption, RequestBodyOption } from 'openapi-fetch';
import type { HttpMethod, PathsWithMethod, RequiredKeysOf, SuccessResponseJSON } from 'openapi-typescript-helpers';
import type { paths } from './openapi.js';

/** The paths that take a method. */
export type PathOf<Method extends HttpMethod> = PathsWithMethod<paths, Method> & keyof paths;

type Operation<Path extends keyof paths, Method extends HttpMethod> =
  paths[Path] extends Record<Method, infer Found> ? Found : never;

/** A body whose `idempotencyKey` is made by the client where the caller gives none. */
type WithOwnKey<Options> = Options extends { body: infer Body extends { idempotencyKey: string } }
  ? Omit<Options, 'body'> & { body: Omit<Body, 'idempotencyKey'> & Partial<Pick<Body, 'idempotencyKey'>> }
  : Options;

/** What a call is given: `params` and `body` as the API document has them. */
export type CallOptions<Path extends keyof paths, Method extends HttpMethod> = ParamsOption<Operation<Path, Method>> &
  WithOwnKey<RequestBodyOption<Operation<Path, Method>>> & {
    /** Ends the call, and the pauses between its tries, with the signal's own reason. */
    readonly signal?: AbortSignal;
    readonly headers?: Readonly<Record<string, string>>;
  };

/** Options that may be left out where nothing in them is required. */
export type OptionsArgument<Options> = RequiredKeysOf<Options> extends never ? [options?: Options] : [options: Options];

/** The body of success. */
export type Data<Path extends keyof paths, Method extends HttpMethod> =
  Operation<Path, Method> extends infer Found extends Record<string, unknown> ? SuccessResponseJSON<Found> : never;

/** An answer of success. */
export interface Answer<Body> {
  readonly data: Body;
  readonly status: number;
  readonly headers: Headers;
  /** The id under which the service's log and audit have this call. */
  readonly requestId: string;
  /** What `If-Match` takes, where the answer has a version. */
  readonly etag: string | undefined;
  /** Whether the idempotency key was used before, so that this call has made nothing. */
  readonly isReplayed: boolean;
}

/** A call of one method: `client.GET('/core/v1/organizations/{organization}', { params: { path: { organization } } })`. */
export type Call<Method extends HttpMethod> = <Path extends PathOf<Method>>(
  path: Path,
  ...options: OptionsArgument<CallOptions<Path, Method>>
) => Promise<Answer<Data<Path, Method>>>;
