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

/** An error of a dialect, by the word that names it there. */
interface Rendered {
  readonly word: string;
  readonly rendered: RenderedError;
}

/** How a dialect shows errors in the document. */
interface Form {
  /** Of the names of its components. */
  readonly prefix: string;
  readonly schema: (word: string, bodies: readonly RenderedError['body'][]) => JsonSchema;
}

interface CoreV1Body {
  readonly error: { readonly code: string; readonly description: string | null; readonly detail: object };
}

const FORMS: Readonly<Record<Dialect['name'], Form>> = {
  'api-v2': {
    prefix: 'ApiV2',
    schema: (word, bodies) => ({
      type: 'object',
      required: ['error', 'name', 'context', 'requestId'],
      additionalProperties: false,
      properties: {
        error: { type: 'string', description: 'A sentence for people. It may change.' },
        name: { type: 'string', const: word, description: 'The error code. It never changes.' },
        context: schemaOfSamples(bodies.map(({ context }) => context)),
        requestId: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,128}$' },
      },
    }),
  },
  'core-v1': {
    prefix: 'CoreV1',
    schema: (word, bodies) => {
      const details = bodies.map((body) => (body as unknown as CoreV1Body).error.detail);
      const properties = {
        code: { type: 'string', const: word },
        description: { type: ['string', 'null'] },
        detail: schemaOfSamples(details),
      };
      return {
        type: 'object',
        required: ['error'],
        additionalProperties: false,
        properties: {
          error: { type: 'object', required: Object.keys(properties), additionalProperties: false, properties },
        },
      };
    },
  },
};

/** The errors of a dialect in a document. Each has a schema and an example among the components, and is referred to. */
export class ErrorAnswers {
  private readonly bodies = new Map<string, RenderedError['body'][]>();
  private readonly form: Form;
  /** By status, what every route can answer that has answers of this status: it is no part of their names. */
  private readonly always = new Map<number, readonly string[]>();

  constructor(
    private readonly dialect: Dialect,
    private readonly components: Components,
    refusals: readonly (readonly DomainError[])[],
  ) {
    this.form = FORMS[dialect.name];
    for (const samples of refusals) {
      for (const [status, errors] of this.byStatus(samples)) {
        const words = errors.map(({ word }) => word);
        this.always.set(status, this.always.get(status)?.filter((word) => words.includes(word)) ?? words);
      }
    }
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
    const answers = this.byStatus(samples).map(([status, errors]) => [status, this.answer(status, errors)]);
    return Object.fromEntries(answers) as Record<string, object>;
  }

  /** Errors by status, each word once and in alphabetical order. */
  private byStatus(samples: readonly DomainError[]): [status: number, errors: Rendered[]][] {
    const found = new Map<number, Map<string, Rendered>>();
    for (const sample of samples) {
      const one = this.render(sample);
      const { status } = one.rendered;
      found.set(status, (found.get(status) ?? new Map<string, Rendered>()).set(one.word, one));
    }
    return [...found].map(([status, words]) => [
      status,
      [...words.values()].sort((a, b) => (a.word < b.word ? -1 : 1)),
    ]);
  }

  private answer(status: number, errors: readonly Rendered[]): object {
    const own = errors.filter(({ word }) => !this.always.get(status)?.includes(word));
    const name = [this.form.prefix, status, ...own.map(({ word }) => camelCase(word))].join('');
    const schemas = errors.map((error) => this.components.add('schemas', this.nameOf(error.word), this.schema(error)));
    const examples = errors.map(({ word }) => [
      word,
      this.components.add('examples', this.nameOf(word), { value: this.bodies.get(word)![0] }),
    ]);
    return this.components.add('responses', name, {
      description: errors.map(({ word }) => `\`${word}\``).join(', '),
      headers: this.headers(errors),
      content: {
        'application/json': {
          schema: schemas.length === 1 ? schemas[0] : { anyOf: schemas },
          examples: Object.fromEntries(examples) as object,
        },
      },
    });
  }

  private headers(errors: readonly Rendered[]): object {
    const sent = new Set(errors.flatMap(({ rendered }) => Object.keys(rendered.headers)));
    const documented = Object.entries(HEADERS).filter(([name]) => sent.has(name));
    const own = documented.map(([, { name, text, schema }]) => [
      name,
      this.components.add('headers', name.replaceAll('-', ''), { description: text, schema }),
    ]);
    return { 'X-Request-Id': requestIdHeader(this.components), ...(Object.fromEntries(own) as object) };
  }

  private schema({ word }: Rendered): JsonSchema {
    return this.form.schema(word, this.bodies.get(word) ?? []);
  }

  private nameOf(word: string): string {
    return `${this.form.prefix}${camelCase(word).replace(/(Error)?$/, 'Error')}`;
  }

  private render(sample: DomainError): Rendered {
    const rendered = this.dialect.renderError(sample, REQUEST_ID);
    const { name, error } = rendered.body as { name?: string; error?: { code?: string } };
    return { word: name ?? error?.code ?? '', rendered };
  }
}

/** The header that every answer has. */
export function requestIdHeader(components: Components): JsonSchema {
  return components.add('headers', 'RequestId', {
    description: 'Names this call in the log and in the audit.',
    schema: { type: 'string' },
  });
}
