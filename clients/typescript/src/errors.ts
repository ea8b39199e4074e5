/** What is known of a call when it ends without the answer that was wanted. */
export interface CallFacts {
  /** The id under which the service's log and audit have this call. The same for all its tries. */
  readonly requestId: string;
  /** How often the request was sent. Above 1 an earlier try may have been carried out. */
  readonly attempts: number;
}

/** What is known of an answer that is an error. */
export interface AnswerFacts extends CallFacts {
  readonly status: number;
  /** From the header `Retry-After`, where the answer has one. */
  readonly retryAfterSeconds: number | undefined;
}

/** Everything that a call throws, but for the reason of its own `AbortSignal`. */
export abstract class TenantryError extends Error implements CallFacts {
  readonly requestId: string;
  readonly attempts: number;

  constructor(message: string, { requestId, attempts }: CallFacts, options?: { cause?: unknown }) {
    super(message, options);
    this.requestId = requestId;
    this.attempts = attempts;
  }
}

/** No answer came, in none of the tries. Whether the call was carried out is open; `cause` is what `fetch` gave. */
export class ConnectionLost extends TenantryError {
  constructor(facts: CallFacts, cause: unknown) {
    super(`No answer from the service; the request was sent ${facts.attempts} times.`, facts, { cause });
    this.name = 'ConnectionLost';
  }
}

/** An answer came, and it is an error. */
export abstract class AnswerError extends TenantryError implements AnswerFacts {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, facts: AnswerFacts) {
    super(message, facts);
    this.status = facts.status;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** An answer that is of neither dialect, such as a page of a proxy in front of the service. */
export class UnexpectedAnswer extends AnswerError {
  /** At most its first 1,000 characters. */
  readonly text: string;

  constructor(facts: AnswerFacts, text: string) {
    super(`The answer, of status ${facts.status}, is not one of this service.`, facts);
    this.name = 'UnexpectedAnswer';
    this.text = text.slice(0, 1_000);
  }
}

/** No members. */
export type None = Readonly<Record<string, never>>;

/** What must be done before something can be deleted, by the name of the step. */
export type DeletionSteps = Readonly<Record<string, { readonly satisfied: boolean; readonly description: string }>>;

/** What a request with an idempotency key may have made. */
export type CreatedType =
  'organization' | 'enterprise' | 'access_token' | 'webhook_endpoint' | 'webhook_delivery' | 'webhook_replay' | 'role';

/** The body of an error of api-v2. */
export interface ApiV2Body {
  readonly error: string;
  readonly name: string;
  readonly context: object;
  readonly requestId: string;
}

/**
 * An error of api-v2. Those of the catalogue have a class each; one that a newer service has added is an instance of
 * this class alone.
 */
export class ApiV2Error<Name extends string = string, Context extends object = object> extends AnswerError {
  declare readonly name: Name;
  /** What is known of it; its members depend on `name`. */
  readonly context: Context;

  constructor(facts: AnswerFacts, body: ApiV2Body) {
    super(body.error, facts);
    this.name = body.name as Name;
    this.context = body.context as Context;
  }
}

/** The body of an error of core-v1. */
export interface CoreV1Body {
  readonly error: { readonly code: string; readonly description: string | null; readonly detail: object };
}

/** An error of core-v1, in the same way: `code` distinguishes them, `detail` is what is known of it. */
export class CoreV1Error<Code extends string = string, Detail extends object = object> extends AnswerError {
  readonly code: Code;
  readonly description: string | null;
  readonly detail: Detail;

  constructor(facts: AnswerFacts, { error: { code, description, detail } }: CoreV1Body) {
    super(description ?? code, facts);
    this.name = code;
    this.code = code as Code;
    this.description = description;
    this.detail = detail as Detail;
  }
}
