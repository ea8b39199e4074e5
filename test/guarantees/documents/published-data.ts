import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';

type Json = Record<string, unknown>;

/** An error that an operation is published with. */
export interface PublishedError {
  readonly status: number;
  readonly code: string;
  readonly description: string;
  /** The place of its schema in the document. */
  readonly place: string;
}

/** An endpoint as the Apia schema publishes it. */
export interface PublishedEndpoint {
  readonly id: string;
  readonly http_status: number;
  readonly scopes: readonly string[];
  readonly argument_set: { readonly arguments: readonly Json[] };
  readonly fields: readonly { readonly name: string; readonly null: boolean; readonly array: boolean }[];
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const escaped = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * The data that Katapult publishes of core-v1: its OpenAPI 3.0 document, its Apia schema and examples. It is not part
 * of this project: `CONTRACT_DATA` names its folder.
 */
export class PublishedData {
  /** The OpenAPI document as it was published. */
  readonly document: Json;
  private readonly definitions: ReadonlyMap<string, Json>;
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

  constructor(private readonly folder: string) {
    this.document = this.read('katapult-core-openapi.json');
    const { objects } = this.read('core-v1.apia-schema.json') as { objects: { value: Json & { id: string } }[] };
    this.definitions = new Map(objects.map(({ value }) => [value.id, value]));
    this.ajv.addSchema({ $id: 'published', ...(asWhole(this.mended()) as Json) });
  }

  /** An example of an answer. */
  fixture(name: string): Json {
    return this.read(join('fixtures', `${name}.json`));
  }

  /** The place of a route's operation in the document; undefined where it is not published. */
  operation(method: string, path: string): string | undefined {
    const published = path.replace(/^\/core\/v1/, '').replaceAll(':', '');
    const place = `paths/${escaped(published)}/${method.toLowerCase()}`;
    return this.at(place) === undefined ? undefined : place;
  }

  /** What the body of a success is at odds with, in words; undefined where this status is none. */
  differences(operation: string, status: number, body: unknown): string[] | undefined {
    const place = this.schemaOf(operation, status);
    return place === undefined ? undefined : this.validate(place, body);
  }

  /** What an error is at odds with: it is published without its wrapper. */
  errorDifferences({ place }: PublishedError, error: unknown): string[] {
    return this.validate(place, error);
  }

  /** The errors that an operation is published with. */
  errors(operation: string): PublishedError[] {
    const statuses = Object.keys(this.at(`${operation}/responses`) as Json).map(Number);
    return statuses
      .filter((status) => status >= 400)
      .flatMap((status) => {
        const { oneOf = [{ $ref: `#/${this.schemaOf(operation, status)}` }] } = this.at(
          this.schemaOf(operation, status)!,
        ) as { oneOf?: { $ref: string }[] };
        return oneOf.map(({ $ref }) => this.errorAt(status, $ref.slice(2)));
      });
  }

  /** The endpoint of the Apia schema that is routed there. */
  endpoint(method: string, path: string): PublishedEndpoint | undefined {
    const { route_set: set } = this.definitions.get('CoreAPI/Base') as unknown as {
      route_set: { routes: readonly { path: string; request_method: string; endpoint: string }[] };
    };
    const own = path.replace(/^\/core\/v1\//, '');
    const route = set.routes.find((each) => each.path === own && each.request_method === method);
    return route && (this.definitions.get(route.endpoint) as unknown as PublishedEndpoint);
  }

  /** A definition of the Apia schema. */
  definition(id: string): Json | undefined {
    return this.definitions.get(id);
  }

  private errorAt(status: number, place: string): PublishedError {
    const schema = this.at(place) as { description?: string; properties: { code: { $ref: string } } };
    const [code = ''] = (this.at(schema.properties.code.$ref.slice(2)) as { enum: string[] }).enum;
    // An error that is alone under its status has its sentence one level up.
    const response = place.replace(/\/content\/.*$/, '');
    const description = schema.description ?? (this.at(response) as { description: string }).description;
    return { status, code, description, place };
  }

  /** The place of the schema of an answer, with references resolved. */
  private schemaOf(operation: string, status: number): string | undefined {
    const response = this.at(`${operation}/responses/${status}`) as { $ref?: string } | undefined;
    if (!response) return undefined;
    const place = `${response.$ref?.slice(2) ?? `${operation}/responses/${status}`}/content/application~1json/schema`;
    return (this.at(place) as { $ref?: string }).$ref?.slice(2) ?? place;
  }

  private at(place: string): unknown {
    const steps = place.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    return steps.reduce<unknown>((value, step) => (isJson(value) ? value[step] : undefined), this.document);
  }

  private validate(place: string, value: unknown): string[] {
    const validate = this.ajv.compile({ $ref: `published#/${place}` });
    return validate(value) ? [] : [...new Set((validate.errors ?? []).flatMap(inWords))];
  }

  /** Without the one defect that answers meet: the value of an annotation may be null (core-v1.md §0). */
  private mended(): Json {
    const copy = structuredClone(this.document) as unknown as {
      components: { schemas: Record<string, { properties: Record<string, Json> }> };
    };
    copy.components.schemas.KeyValue!.properties.value!.nullable = true;
    return copy;
  }

  private read(name: string): Json {
    return JSON.parse(readFileSync(join(this.folder, name), 'utf8')) as Json;
  }
}

/** A fault of an answer; that of the branch for what is not null says it all. */
function inWords({ instancePath, keyword, message, params }: ErrorObject): string[] {
  const place = instancePath.replace(/\/\d+(?=\/|$)/g, '/*') || 'the answer';
  if (keyword === 'if') return [];
  if (keyword === 'additionalProperties') return [`${place} has ${String(params.additionalProperty)}`];
  if (keyword === 'required') return [`${place} lacks ${String(params.missingProperty)}`];
  return [`${place} ${message}`];
}

/**
 * An OpenAPI 3.0 document in the words of JSON Schema 2020-12, and stricter than it is written: it marks hardly a
 * member as required and forbids none, but an answer has all of them, null where nothing is known (core-v1.md §4.1).
 */
function asWhole(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asWhole);
  if (!isJson(value)) return value;
  const { nullable, ...schema } = value;
  const translated: Json = Object.fromEntries(Object.entries(schema).map(([name, each]) => [name, asWhole(each)]));
  if (isJson(schema.properties)) {
    translated.required = Object.keys(schema.properties);
    translated.additionalProperties = false;
  }
  return nullable === true ? { if: { type: 'null' }, else: translated } : translated;
}
