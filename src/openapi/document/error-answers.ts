import { STATUS_CODES } from 'node:http';
import type { DomainError } from '../../common/errors.js';
import { camelCase } from '../../dialects/core-v1/core-v1.arguments.js';
import type { Dialect, RenderedError } from '../../dialects/shared/dialect.js';
import type { JsonSchema } from '../../http/validation/argument-metadata.js';
import type { Components } from './components.js';
import { allSamples } from './error-samples.js';
import { schemaOfSamples } from './sample-schema.js';

const REQUEST_ID = '01a2030921c870009a3acea5380f052a';

/** The headers of errors that the document has, by their names in lower case. */
const HEADERS: Readonly<Record<string, { readonly name: string; readonly text: string; readonly schema: JsonSchema }>> =
  {
    'retry-after': { name: 'Retry-After', text: 'After how many seconds to try again.', schema: { type: 'integer' } },
    'www-authenticate': { name: 'WWW-Authenticate', text: 'Which token is missing.', schema: { type: 'string' } },
  };

/** Statuses that have nothing to do with the operation: one answer has the errors of all of them. */
const OF_ANY_CALL: ReadonlySet<number> = new Set([413, 415, 429, 500, 503]);

const DEFAULT = 'default';

/** An error of a dialect, by the word that names it there. */
interface Rendered {
  readonly word: string;
  readonly rendered: RenderedError;
}

/** Errors that are answered with the same status, by their words. */
type OneStatus = ReadonlyMap<string, Rendered>;

/** How a dialect shows errors in the document. */
interface Form {
  /** Of the names of its components. */
  readonly prefix: string;
  readonly schema: (word: string, bodies: readonly RenderedError['body'][], requestId: JsonSchema) => JsonSchema;
}

interface CoreV1Body {
  readonly error: { readonly code: string; readonly description: string | null; readonly detail: object };
}

const FORMS: Readonly<Record<Dialect['name'], Form>> = {
  'api-v2': {
    prefix: 'ApiV2',
    schema: (word, bodies, requestId) =>
      closed({
        error: { type: 'string', examples: [bodies[0]!.error] },
        name: { type: 'string', const: word },
        context: withExample(bodies.map(({ context }) => context as object)),
        requestId,
      }),
  },
  'core-v1': {
    prefix: 'CoreV1',
    schema: (word, bodies) => {
      const errors = bodies.map((body) => (body as unknown as CoreV1Body).error);
      return closed({
        error: closed({
          code: { type: 'string', const: word },
          description: { type: ['string', 'null'], examples: [errors[0]!.description] },
          detail: withExample(errors.map(({ detail }) => detail)),
        }),
      });
    },
  },
};

/** An object that has these members, and no other. */
function closed(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', required: Object.keys(properties), additionalProperties: false, properties };
}

/** The schema of the details of an error, with the first of them as its example. */
function withExample(details: readonly object[]): JsonSchema {
  const [first = {}] = details;
  return { ...schemaOfSamples(details), ...(Object.keys(first).length > 0 && { examples: [first] }) };
}

/**
 * The errors of a dialect in a document. Each has a schema with examples, and each status an answer with all errors that
 * any operation of the dialect has under it; an operation refers to it and names its own ones. A generator of clients
 * then makes one type of each status, and not one of each set of errors, of which there are many.
 */
export class ErrorAnswers {
  private readonly bodies = new Map<string, RenderedError['body'][]>();
  private readonly form: Form;
  private readonly answers: ReadonlyMap<string, OneStatus>;
  private readonly references = new Map<string, JsonSchema>();

  /** @param refusals the errors of each route of the dialect */
  constructor(
    private readonly dialect: Dialect,
    private readonly components: Components,
    refusals: readonly (readonly DomainError[])[],
  ) {
    this.form = FORMS[dialect.name];
    this.answers = this.byAnswer(refusals.flat());
    for (const sample of allSamples()) {
      const { word, rendered } = this.render(sample);
      this.bodies.set(word, [...(this.bodies.get(word) ?? []), rendered.body]);
    }
  }

  /**
   * The answers of a route that refuses with these errors, by status. The examples are rendered by the dialect itself,
   * so they cannot differ from what is sent.
   */
  of(samples: readonly DomainError[]): Record<string, object> {
    const answers = [...this.byAnswer(samples)].map(([key, errors]) => {
      const all = this.answers.get(key)!;
      const isWhole = key === DEFAULT || errors.size === all.size;
      return [key, { ...this.reference(key, all), ...(!isWhole && { description: wordsOf(errors) }) }];
    });
    return Object.fromEntries(answers) as Record<string, object>;
  }

  /** Errors by the key of their answer, each word once and in alphabetical order. */
  private byAnswer(samples: readonly DomainError[]): Map<string, OneStatus> {
    const found = new Map<string, Map<string, Rendered>>();
    for (const one of samples.map((sample) => this.render(sample))) {
      const { status } = one.rendered;
      const key = OF_ANY_CALL.has(status) ? DEFAULT : String(status);
      found.set(key, (found.get(key) ?? new Map<string, Rendered>()).set(one.word, one));
    }
    const sorted = ([key, words]: [string, OneStatus]): [string, OneStatus] => [
      key,
      new Map([...words].sort(([a], [b]) => (a < b ? -1 : 1))),
    ];
    return new Map([...found].map(sorted));
  }

  private reference(key: string, errors: OneStatus): JsonSchema {
    const reference = this.references.get(key) ?? this.answer(key, errors);
    this.references.set(key, reference);
    return reference;
  }

  private answer(key: string, errors: OneStatus): JsonSchema {
    const name = key === DEFAULT ? 'Default' : (STATUS_CODES[key] ?? key).replace(/[^A-Za-z]/g, '');
    const schemas = [...errors.values()].map((error) => this.schema(error));
    return this.components.add('responses', `${this.form.prefix}${name}`, {
      description: key === DEFAULT ? `Of any call: ${statusesOf(errors)}` : wordsOf(errors),
      headers: this.headers(errors),
      content: { 'application/json': { schema: schemas.length === 1 ? schemas[0] : { anyOf: schemas } } },
    });
  }

  private headers(errors: OneStatus): object {
    const sent = new Set([...errors.values()].flatMap(({ rendered }) => Object.keys(rendered.headers)));
    const documented = Object.entries(HEADERS).filter(([name]) => sent.has(name));
    const own = documented.map(([, { name, text, schema }]) => [
      name,
      this.components.add('headers', name.replaceAll('-', ''), { description: text, schema }),
    ]);
    return { 'X-Request-Id': requestIdHeader(this.components), ...(Object.fromEntries(own) as object) };
  }

  private schema({ word }: Rendered): JsonSchema {
    const name = `${this.form.prefix}${camelCase(word).replace(/(Error)?$/, 'Error')}`;
    const requestId = requestIdSchema(this.components);
    return this.components.add('schemas', name, this.form.schema(word, this.bodies.get(word) ?? [], requestId));
  }

  private render(sample: DomainError): Rendered {
    const rendered = this.dialect.renderError(sample, REQUEST_ID);
    const { name, error } = rendered.body as { name?: string; error?: { code?: string } };
    return { word: name ?? error?.code ?? '', rendered };
  }
}

/** `enterprise_frozen`, `permission_denied` */
function wordsOf(errors: OneStatus): string {
  return [...errors.keys()].map((word) => `\`${word}\``).join(', ');
}

/** 413 `payload_too_large`, 429 `rate_limited` */
function statusesOf(errors: OneStatus): string {
  const byStatus = [...errors.values()].sort((one, other) => one.rendered.status - other.rendered.status);
  return byStatus.map(({ word, rendered }) => `${rendered.status} \`${word}\``).join(', ');
}

/** The id of a call, as headers and errors have it. */
function requestIdSchema(components: Components): JsonSchema {
  return components.add('schemas', 'RequestId', {
    type: 'string',
    pattern: '^[A-Za-z0-9._-]{1,128}$',
    examples: [REQUEST_ID],
  });
}

/** The header that every answer has. */
export function requestIdHeader(components: Components): JsonSchema {
  return components.add('headers', 'RequestId', {
    description: 'Names this call in the log and in the audit.',
    schema: requestIdSchema(components),
  });
}
