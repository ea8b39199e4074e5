import type { OpenApiDocument } from '../../../src/openapi/document/document.js';
import { type Reference, resolved } from './documented.js';

/** A parameter as a document has it, its reference resolved. */
export interface DocumentedParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: object;
}

/** An operation as a document has it, with the parameters resolved. */
export interface DocumentedOperation {
  /** `GET /api/v2/user/{id}` */
  readonly route: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters: readonly DocumentedParameter[];
  /** The example of the body. */
  readonly body: unknown;
}

interface Written {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly (DocumentedParameter | Reference)[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly example?: unknown } } };
}

/** The operations of a document, in its order. @param within those of its paths, or of the webhooks by their names */
export function operationsOf(document: OpenApiDocument, within = document.paths): DocumentedOperation[] {
  return Object.entries(within).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, written]) => {
      const { operationId, tags, parameters = [], requestBody } = written as Written;
      const method = name.toUpperCase() as DocumentedOperation['method'];
      return {
        ...{ route: `${method} ${path}`, method, path, operationId, tags },
        parameters: parameters.map((parameter) => resolved<DocumentedParameter>(document, parameter)),
        body: requestBody?.content['application/json'].example,
      };
    }),
  );
}

/** Parameters of a query, written as a document has them: a list has its name once for each element. */
export function queryText(parameters: readonly DocumentedParameter[]): string {
  const pairs = parameters.flatMap(({ name, example }) =>
    [example].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
