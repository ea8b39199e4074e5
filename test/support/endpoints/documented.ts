import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenApiDocument } from '../../../src/openapi/document/document.js';
import type { Answer, Call } from '../answers.js';

interface Response {
  readonly headers?: Record<string, unknown>;
  readonly content: { readonly 'application/json': { readonly schema: object } };
}

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, Response>;
}

/** Compares answers with the API's own document: what is answered must be what is promised. */
export class Documented {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false });
  private readonly validators = new Map<object, ValidateFunction>();
  private readonly paths: { readonly pattern: RegExp; readonly operations: Record<string, object> }[];

  constructor(document: OpenApiDocument) {
    // A path without parameters is the better match, as it is for the router.
    const templates = Object.entries(document.paths).sort(([a], [b]) => a.split('{').length - b.split('{').length);
    this.paths = templates.map(([template, operations]) => ({
      pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
      operations,
    }));
  }

  /**
   * Nothing is said of calls to what is not documented.
   * @throws Error with the operation and what is wrong, for a status, header or body that the document does not have
   */
  compare({ method, url }: Pick<Call, 'method' | 'url'>, answer: Answer<unknown>): void {
    const operation = this.operation(method, url);
    if (!operation) return;
    const where = `${method} ${operation.operationId} answered ${answer.status}`;
    const response = operation.responses[answer.status];
    if (!response) throw new Error(`${where}, which the document does not have: ${answer.text.slice(0, 300)}`);
    if (answer.headers['x-request-id'] === undefined) throw new Error(`${where} without X-Request-Id`);
    const validate = this.validator(response.content['application/json'].schema);
    if (validate(answer.body)) return;
    const faults = validate.errors?.map(({ instancePath, message }) => `${instancePath || 'the body'} ${message}`);
    throw new Error(`${where} with a body that is not the documented one: ${faults?.join('; ')}: ${answer.text}`);
  }

  private operation(method: string, url: string): Operation | undefined {
    const path = url.replace(/\?.*$/s, '');
    const found = this.paths.find(({ pattern }) => pattern.test(path));
    return found?.operations[method.toLowerCase()] as Operation | undefined;
  }

  private validator(schema: object): ValidateFunction {
    const known = this.validators.get(schema) ?? this.ajv.compile(schema);
    this.validators.set(schema, known);
    return known;
  }
}
