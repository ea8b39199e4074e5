import { SetMetadata } from '@nestjs/common';
import type { ErrorCode } from '../../common/errors.js';
import type { JsonSchema } from '../validation/argument-metadata.js';

/** The documentation of a route, beyond what follows from its other decorators. */
export interface OperationDoc {
  readonly summary: string;
  /** Markdown: what is promised, and what a client should know. */
  readonly description: string;
  /** An example of the arguments that are sent beside the path, by wire name. */
  readonly request?: Readonly<Record<string, unknown>>;
  /** The answer to success; its status is the route's own. */
  readonly answer: { readonly description: string; readonly schema: JsonSchema; readonly example: unknown };
  /** Headers that only this operation's success has, by name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers beyond success and the errors of the catalogue, by status: those of the health probes. */
  readonly otherAnswers?: Readonly<Record<number, OperationDoc['answer']>>;
}

export const DOCUMENTED = Symbol('documented');
export const REFUSES = Symbol('refuses');
const HEADERS = Symbol('headers');
const ANSWERED = Symbol('answered headers');

/** A header that a route may be sent. */
export interface TakenHeader {
  readonly name: string;
  readonly description: string;
  readonly schema: JsonSchema;
}

/** Documents a route. */
export const ApiOperation = (operation: OperationDoc) => SetMetadata(DOCUMENTED, operation);

/**
 * Adds to the errors a route can answer. Those of its token, scope, body and arguments follow from its
 * other decorators.
 */
export function ApiErrors(...codes: readonly ErrorCode[]): MethodDecorator {
  return (_target, _name, descriptor) => {
    const handler = descriptor.value as object;
    Reflect.defineMetadata(REFUSES, [...refusalsOf(handler), ...codes], handler);
  };
}

/** The codes that `ApiErrors` gave to a handler. */
export function refusalsOf(handler: object): readonly ErrorCode[] {
  return (Reflect.getMetadata(REFUSES, handler) as readonly ErrorCode[] | undefined) ?? [];
}

/** Adds to the headers that a route may be sent. */
export function TakesHeader(header: TakenHeader): MethodDecorator {
  return (_target, _name, descriptor) => {
    const handler = descriptor.value as object;
    Reflect.defineMetadata(HEADERS, [...headersOf(handler), header], handler);
  };
}

/** The headers that `TakesHeader` gave to a handler. */
export function headersOf(handler: object): readonly TakenHeader[] {
  return (Reflect.getMetadata(HEADERS, handler) as readonly TakenHeader[] | undefined) ?? [];
}

/** Adds to the headers that the success of a route may have. */
export function AnswersHeader(name: string, description: string): MethodDecorator {
  return (_target, _name, descriptor) => {
    const handler = descriptor.value as object;
    Reflect.defineMetadata(ANSWERED, { ...answeredHeadersOf(handler), [name]: description }, handler);
  };
}

/** The headers that `AnswersHeader` gave to a handler, by name. */
export function answeredHeadersOf(handler: object): Readonly<Record<string, string>> {
  return (Reflect.getMetadata(ANSWERED, handler) as Readonly<Record<string, string>> | undefined) ?? {};
}
