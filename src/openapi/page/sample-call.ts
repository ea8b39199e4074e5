import { isDeepStrictEqual } from 'node:util';
import type { OpenApiDocument } from '../document/document.js';

/** In place of the URL at which the reader's browser reaches the service; the page puts that in. */
export const BASE_URL = 'https://tenantry.example.com';

/** A call of an operation as its document describes it: with what is required, and the example of the body. */
export interface SampleCall {
  readonly method: string;
  /** The path with its parameters in braces. */
  readonly template: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly needsToken: boolean;
  readonly takesIdempotencyKey: boolean;
}

interface Reference {
  readonly $ref?: string;
}

interface Parameter extends Reference {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
  readonly schema?: Schema;
}

interface Example extends Reference {
  readonly value?: unknown;
}

interface Schema extends Reference {
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
}

interface Media {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
}

interface RequestBody extends Reference {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, Media>>;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly security?: readonly object[];
}

/** A call of each operation in the document, by `<METHOD> <path template>`. */
export function sampleCalls(document: OpenApiDocument): ReadonlyMap<string, SampleCall> {
  const calls = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([name, operation]): [string, SampleCall] => {
      const method = name.toUpperCase();
      return [`${method} ${template}`, { method, template, ...argumentsOf(document, operation) }];
    }),
  );
  return new Map(calls);
}

function argumentsOf(document: OpenApiDocument, operation: Operation): Omit<SampleCall, 'method' | 'template'> {
  const parameters = (operation.parameters ?? []).map((parameter) => resolved(document, parameter));
  const sent = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place && parameter.required === true)
      .map((parameter): [string, unknown] => [parameter.name, exampleOf(document, parameter)]);
  const body = bodyOf(document, operation.requestBody ?? {});
  return {
    path: Object.fromEntries(sent('path').map(([name, value]) => [name, String(value)])),
    query: Object.fromEntries(sent('query')),
    ...(body !== undefined && { body }),
    needsToken: (operation.security ?? []).length > 0,
    takesIdempotencyKey: parameters.some(({ name }) => name.toLowerCase() === 'idempotency-key'),
  };
}

/** Its own example, or one of its schema, or its name in angle brackets for the reader to fill in. */
function exampleOf(document: OpenApiDocument, { name, example, examples, schema = {} }: Parameter): unknown {
  const { example: one, examples: several, enum: values } = resolved(document, schema);
  return example ?? firstOf(document, examples) ?? one ?? several?.[0] ?? values?.[0] ?? `<${name}>`;
}

/** The example of a body; none where the call may be made without one and the example has nothing in it. */
function bodyOf(document: OpenApiDocument, requestBody: RequestBody): unknown {
  const { content, required } = resolved(document, requestBody);
  const media = content?.['application/json'];
  const example = media && mediaExample(document, media);
  return required === true || !isDeepStrictEqual(example, {}) ? example : undefined;
}

function mediaExample(document: OpenApiDocument, { example, examples }: Media): unknown {
  return example ?? firstOf(document, examples) ?? {};
}

function firstOf(document: OpenApiDocument, examples: Readonly<Record<string, Example>> = {}): unknown {
  const [first] = Object.values(examples);
  return first && resolved(document, first).value;
}

/** What a `$ref` within the document names. */
function resolved<Part extends Reference>(document: OpenApiDocument, part: Part): Part {
  if (part.$ref === undefined) return part;
  const steps = part.$ref.replace(/^#\//, '').split('/');
  const found = steps.reduce<unknown>((place, step) => (place as Record<string, unknown>)[step], document);
  return resolved(document, found as Part);
}
