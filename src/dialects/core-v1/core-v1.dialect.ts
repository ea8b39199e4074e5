import { applyDecorators, Controller, SetMetadata } from '@nestjs/common';
import type { DomainError, ErrorCode } from '../../common/errors.js';
import { coreV1Errors, UNHANDLED } from './core-v1.errors.js';
import { DIALECT, type Dialect, type RenderedError, type SentArguments, type Tree } from '../shared/dialect.js';
import { mergeTrees } from '../shared/trees.js';

const PREFIX = '/core/v1';

/**
 * Query and form, the JSON body laid over them, and the path last of all: a path segment counts only where the tree
 * does not name its argument, and then as that argument's id (core-v1.md §2.2). Clients send `_`, `organization` or
 * `:organization` there and name the organization elsewhere.
 */
function readArguments(sent: SentArguments): Tree {
  const tree = mergeTrees(sent.query, sent.body);
  for (const [name, segment] of Object.entries(sent.path)) {
    if (!Object.hasOwn(tree, name)) tree[name] = { id: segment };
  }
  return tree;
}

function renderError<C extends ErrorCode>(error: DomainError<C>): RenderedError {
  const rendering = coreV1Errors[error.code];
  const answer = rendering === null ? UNHANDLED : rendering(error.context);
  const { status, code, description, detail = {}, headers = {} } = answer;
  return {
    status,
    headers: { 'x-api-schema': 'json-error', ...headers },
    body: { error: { code, description, detail } },
  };
}

/** `/core/v1`: errors are `{"error":{code, description, detail}}` (core-v1.md §5.1). */
export const coreV1: Dialect = {
  name: 'core-v1',
  prefix: PREFIX,
  contentType: 'application/json',
  mediaTypes: ['json', 'form'],
  // As the documented framework reads it (core-v1.md §3.1).
  jsonParameter: '_arguments',
  refusesOtherMediaTypes: false,
  takesBodyFromQuery: true,
  readArguments,
  renderError,
  // As recorded on every answer of the real API (core-v1.md §6).
  rateLimitHeaders: ({ permitted, remaining }) => ({
    'x-ratelimit-permitted': String(permitted),
    'x-ratelimit-remaining': String(remaining),
  }),
};

/** A controller of core-v1. @param path below `/core/v1`, without a leading slash: `organizations` */
export const CoreV1Controller = (path: string) =>
  applyDecorators(Controller(`${PREFIX}/${path}`), SetMetadata(DIALECT, coreV1.name));
