import { API_V2_ERRORS } from './api-v2-errors.js';
import { CORE_V1_ERRORS } from './core-v1-errors.js';
import {
  type AnswerError,
  type AnswerFacts,
  type ApiV2Body,
  ApiV2Error,
  type CallFacts,
  type CoreV1Body,
  CoreV1Error,
  UnexpectedAnswer,
} from './errors.js';

/** The error of an answer, as an instance of its class. */
export function refusal(response: Response, text: string, { requestId, attempts }: CallFacts): AnswerError {
  const facts: AnswerFacts = {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? requestId,
    attempts,
    retryAfterSeconds: secondsOf(response.headers.get('retry-after')),
  };
  const body = parsed(text);
  if (isApiV2(body)) return new (API_V2_ERRORS.get(body.name) ?? ApiV2Error)(facts, body);
  if (isCoreV1(body)) return new (CORE_V1_ERRORS.get(body.error.code) ?? CoreV1Error)(facts, body);
  return new UnexpectedAnswer(facts, text);
}

/** The service gives seconds; a proxy may give a date. */
function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isApiV2(body: unknown): body is ApiV2Body {
  return isObject(body) && typeof body.error === 'string' && typeof body.name === 'string' && isObject(body.context);
}

function isCoreV1(body: unknown): body is CoreV1Body {
  return isObject(body) && isObject(body.error) && typeof body.error.code === 'string' && isObject(body.error.detail);
}
