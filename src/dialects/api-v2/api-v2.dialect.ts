import { applyDecorators, Controller, SetMetadata } from '@nestjs/common';
import type { DomainError, ErrorCode } from '../../common/errors.js';
import { apiV2Errors } from './api-v2.errors.js';
import { UNEXPECTED } from './api-v2.rendering.js';
import { DIALECT, type Dialect, type RenderedError, type SentArguments, type Tree } from '../shared/dialect.js';
import { withRepeated } from '../shared/trees.js';

const PREFIX = '/api/v2';

function renderError<C extends ErrorCode>(error: DomainError<C>, requestId: string): RenderedError {
  const rendering = apiV2Errors[error.code];
  const {
    status,
    name,
    error: sentence,
    context = {},
    headers = {},
  } = rendering === null ? UNEXPECTED : rendering(error.context);
  return { status, headers, body: { error: sentence, name, context, requestId } };
}

/** `/api/v2`: errors are `{error, name, context, requestId}`, all four always (api-v2.md §4.1). */
export const apiV2: Dialect = {
  name: 'api-v2',
  prefix: PREFIX,
  contentType: 'application/json; charset=utf-8',
  mediaTypes: ['json'],
  refusesOtherMediaTypes: true,
  takesBodyFromQuery: false,
  readArguments: (sent: SentArguments): Tree => withRepeated({ ...sent.query, ...sent.body, ...sent.path }, sent.query),
  renderError,
  // The names of the one family of the real API that documents any; the reset is in milliseconds (api-v2.md §4.5).
  rateLimitHeaders: ({ permitted, remaining, resetMs }) => ({
    'x-ratelimit-limit': String(permitted),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(resetMs),
  }),
};

/** A controller of api-v2. @param path below `/api/v2`, without a leading slash: `user` */
export const ApiV2Controller = (path: string) =>
  applyDecorators(Controller(`${PREFIX}/${path}`), SetMetadata(DIALECT, apiV2.name));
