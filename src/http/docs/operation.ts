import { SetMetadata } from '@nestjs/common';
import type { ErrorCode } from '../../common/errors.js';
import type { JsonSchema } from '../validation/argument-metadata.js';
import type { ResponseClass } from './response-class.js';

/** An answer, and the class of its body, whose properties have the examples. */
export interface AnswerDoc<T> {
  readonly description: string;
  readonly type: ResponseClass<T>;
}

/**
 * The documentation of a route, beyond what follows from its other decorators. `T` is the type of its answer to success,
 * `O` that of the others.
 */
export interface OperationDoc<T = unknown, O = never> {
  /** Generated clients call the operation by it, so it never changes. Unique, in camel case. */
  readonly operationId: string;
  readonly summary: string;
  /** Markdown: what is promised, and what a client should know. */
  readonly description: string;
  /** An example of the arguments that are sent beside the path, by wire name. */
  readonly request?: Readonly<Record<string, unknown>>;
  /** The answer to success; its status is the route's own. */
  readonly answer: AnswerDoc<T>;
  /** Headers that only this operation's success has, by name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers beyond success and the errors of the catalogue, by status: those of the health probes. */
  readonly otherAnswers?: Readonly<Record<number, AnswerDoc<O>>>;
}

export const DOCUMENTED = Symbol('documented');
export const REFUSES = Symbol('refuses');
const HEADERS = Symbol('headers');
const ANSWERED = Symbol('answered headers');
const TAG = Symbol('tag');

/** A header that a route may be sent. */
export interface TakenHeader {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  readonly schema: JsonSchema;
}

/** The type of a decorator that only fits a method whose result is a documented answer. */
type OfHandler<T> = <H extends (...parts: never[]) => T | Promise<T>>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<H>,
) => void;

/** Documents a route. A handler that returns anything but a documented answer does not compile. */
export const ApiOperation = <T, O = never>(operation: OperationDoc<T, O>): OfHandler<T | O> =>
  SetMetadata(DOCUMENTED, operation);

/** As `ApiOperation`, of a route whose handler returns its answer as bytes. */
export const ApiDocument = (operation: OperationDoc) => SetMetadata(DOCUMENTED, operation);

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

/** The noun under which the document groups the operations of a controller, or one operation: one of `document/tags.ts`. */
export const ApiTag = (noun: string) => SetMetadata(TAG, noun);

/** What `ApiTag` gave to a handler, or else to its controller. */
export function tagOn(handler: object, controller: object): string | undefined {
  return (Reflect.getMetadata(TAG, handler) ?? Reflect.getMetadata(TAG, controller)) as string | undefined;
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
