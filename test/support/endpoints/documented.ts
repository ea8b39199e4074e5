import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenApiDocument } from '../../../src/openapi/document/document.js';
import { OpenApi } from '../../../src/openapi/openapi.js';
import type { Answer, Call } from '../answers.js';

interface Response {
  readonly description: string;
  readonly headers?: Record<string, unknown>;
  readonly content: { readonly 'application/json': { readonly schema: object } };
}

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, Response | Reference>;
}

/** A reference to a component of a document; its description takes the place of the component's. */
export interface Reference {
  readonly $ref: string;
  readonly description?: string;
}

/** What a reference of a document refers to; anything else is itself. */
export function resolved<T extends object>(document: object, value: T | Reference): T {
  if (!('$ref' in value)) return value;
  const steps = value.$ref.split('/').slice(1);
  return resolved(document, steps.reduce<object>((at, step) => at[step as keyof typeof at], document) as T | Reference);
}

/** A document in which each reference is replaced by what it refers to. */
export function dereferenced<T extends object>(document: T): T {
  const whole = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(whole);
    const members = Object.entries(resolved(document, value));
    return Object.fromEntries(members.map(([name, member]) => [name, whole(member)]));
  };
  return whole(document) as T;
}

/** Validators of the schemas of a document, which refer to its components. */
export class DocumentSchemas {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false });
  private readonly validators = new Map<object, ValidateFunction>();

  constructor(document: OpenApiDocument) {
    const { schemas } = document.components as { schemas: object };
    this.ajv.addSchema({ $id: 'document', components: { schemas } });
  }

  /** @param schema of the document, its references included */
  validator(schema: object): ValidateFunction {
    const known = this.validators.get(schema) ?? this.ajv.compile(absolute(schema));
    this.validators.set(schema, known);
    return known;
  }
}

/** A schema that can be read outside of its document. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/')) as object;
}

/** How the description of an answer names this error; empty for what is none of a dialect. */
function errorOf({ status, body }: Answer<unknown>, isDefault: boolean): string {
  if (status < 400) return '';
  const { name, error } = body as { readonly name?: string; readonly error?: { readonly code?: string } };
  const word = error?.code ?? name;
  if (word === undefined) return '';
  return isDefault ? `${status} \`${word}\`` : `\`${word}\``;
}

const KEPT = 'tenantry:documented';

/** Compares answers with the API's own document: what is answered must be what is promised. */
export class Documented {
  private readonly schemas: DocumentSchemas;
  private readonly paths: { readonly pattern: RegExp; readonly operations: Record<string, object> }[];

  constructor(private readonly document: OpenApiDocument) {
    this.schemas = new DocumentSchemas(document);
    // A path without parameters is the better match, as it is for the router.
    const templates = Object.entries(document.paths).sort(([a], [b]) => a.split('{').length - b.split('{').length);
    this.paths = templates.map(([template, operations]) => ({
      pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
      operations,
    }));
  }

  /**
   * Of the application that is loaded, whose document is always the same: making it and compiling its schemas takes as
   * long as starting the application. It is kept with the class, which the test files of a worker share.
   */
  static by(openApi: OpenApi): Documented {
    const kept = Reflect.getOwnMetadata(KEPT, OpenApi) as Documented | undefined;
    const documented = kept ?? new Documented(openApi.document);
    Reflect.defineMetadata(KEPT, documented, OpenApi);
    return documented;
  }

  /**
   * Nothing is said of calls to what is not documented.
   * @throws Error with the operation and what is wrong, for a status, header or body that the document does not have
   */
  compare({ method, url }: Pick<Call, 'method' | 'url'>, answer: Answer<unknown>): void {
    const operation = this.operation(method, url);
    if (!operation) return;
    const where = `${method} ${operation.operationId} answered ${answer.status}`;
    const documented = operation.responses[answer.status] ?? operation.responses.default;
    const response = documented && { ...resolved<Response>(this.document, documented), ...documented };
    const error = errorOf(answer, operation.responses[answer.status] === undefined);
    if (!response || !response.description.includes(error)) {
      throw new Error(`${where}, which the document does not have: ${answer.text.slice(0, 300)}`);
    }
    if (answer.headers['x-request-id'] === undefined) throw new Error(`${where} without X-Request-Id`);
    const validate = this.schemas.validator(response.content['application/json'].schema);
    if (validate(answer.body)) return;
    const faults = validate.errors?.map(({ instancePath, message }) => `${instancePath || 'the body'} ${message}`);
    throw new Error(`${where} with a body that is not the documented one: ${faults?.join('; ')}: ${answer.text}`);
  }

  private operation(method: string, url: string): Operation | undefined {
    const path = url.replace(/\?.*$/s, '');
    const found = this.paths.find(({ pattern }) => pattern.test(path));
    return found?.operations[method.toLowerCase()] as Operation | undefined;
  }
}
