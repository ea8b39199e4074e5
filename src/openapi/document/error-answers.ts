import type { DomainError } from '../../common/errors.js';
import type { Dialect, RenderedError } from '../../dialects/shared/dialect.js';
import type { JsonSchema } from '../../http/validation/argument-metadata.js';

const REQUEST_ID = '01a2030921c870009a3acea5380f052a';

/** The schema of an error in each dialect; the possible codes are added for each status. */
const SHAPES: Readonly<Record<Dialect['name'], (words: readonly string[]) => JsonSchema>> = {
  'api-v2': (words) => ({
    type: 'object',
    required: ['error', 'name', 'context', 'requestId'],
    additionalProperties: false,
    properties: {
      error: { type: 'string', description: 'A sentence for people. It may change.' },
      name: { type: 'string', enum: words, description: 'The error code. It never changes.' },
      context: { type: 'object', description: 'What is known of this error; its members depend on `name`.' },
      requestId: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,128}$' },
    },
  }),
  'core-v1': (words) => ({
    type: 'object',
    required: ['error'],
    additionalProperties: false,
    properties: {
      error: {
        type: 'object',
        required: ['code', 'description', 'detail'],
        additionalProperties: false,
        properties: {
          code: { type: 'string', enum: words },
          description: { type: ['string', 'null'] },
          detail: { type: 'object' },
        },
      },
    },
  }),
};

interface Rendered {
  readonly word: string;
  readonly body: unknown;
}

/** The code of an error in a dialect: `name` in api-v2, `error.code` in core-v1. */
function wordOf(body: RenderedError['body']): string {
  const { name, error } = body as { name?: string; error?: { code?: string } };
  return name ?? error?.code ?? '';
}

/**
 * The answers of a route that refuses with these errors, by status. The examples are rendered by the dialect itself, so
 * they cannot differ from what is sent.
 */
export function errorAnswers(dialect: Dialect, samples: readonly DomainError[]): Record<string, object> {
  const byStatus = new Map<number, Rendered[]>();
  for (const sample of samples) {
    const { status, body } = dialect.renderError(sample, REQUEST_ID);
    byStatus.set(status, [...(byStatus.get(status) ?? []), { word: wordOf(body), body }]);
  }
  return Object.fromEntries([...byStatus].map(([status, rendered]) => [status, answerOf(dialect, rendered)]));
}

function answerOf(dialect: Dialect, rendered: readonly Rendered[]): object {
  const words = [...new Set(rendered.map(({ word }) => word))];
  const examples = Object.fromEntries(rendered.map(({ word, body }) => [word, { value: body }]));
  return {
    description: words.map((word) => `\`${word}\``).join(', '),
    headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } },
    content: { 'application/json': { schema: SHAPES[dialect.name](words), examples } },
  };
}
