import { SetMetadata } from '@nestjs/common';
import type { TakenHeader } from './operation.js';
import type { ResponseClass } from './response-class.js';

/** The documentation of a request that the service sends. `T` is the type of its body. */
export interface WebhookDoc<T = unknown> {
  /** Generated receivers call it by this name, so it never changes. Unique among the operations, in camel case. */
  readonly operationId: string;
  readonly summary: string;
  /** Markdown: what is promised, and what a receiver should know. */
  readonly description: string;
  /** The headers that it always has. */
  readonly headers: readonly TakenHeader[];
  /** The class of its body, whose properties have the examples. */
  readonly type: ResponseClass<T>;
  /** A body of one event, with what its members have together. */
  readonly example: T;
  /** What an answer means to the service, by its status or `default`. */
  readonly answers: Readonly<Record<string, string>>;
}

const WEBHOOKS = Symbol('webhooks');

/** Documents the requests that are sent to what a controller manages. */
export const ApiWebhooks = (...webhooks: readonly WebhookDoc[]): ClassDecorator => SetMetadata(WEBHOOKS, webhooks);

/** What `ApiWebhooks` gave to a controller. */
export function webhooksOn(controller: object): readonly WebhookDoc[] {
  return (Reflect.getMetadata(WEBHOOKS, controller) as readonly WebhookDoc[] | undefined) ?? [];
}
