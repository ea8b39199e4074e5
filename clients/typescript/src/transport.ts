import { type AnswerError, ConnectionLost } from './errors.js';
import { refusal } from './refusal.js';

/** How a call is repeated that got no answer, or one that another try may change. */
export interface RetryPolicy {
  /** How often a request is sent again after the first time. */
  readonly retries: number;
  /** How long one try may take, in milliseconds; then its connection counts as lost. */
  readonly tryTimeoutMs: number;
  /** The longest pause ahead of a try, in milliseconds. An answer whose `Retry-After` is longer ends the call. */
  readonly maxDelayMs: number;
}

/**
 * Five tries, spread over some seconds where nothing answers at all. A try may take longer than the service takes to
 * give up by itself (10 s unless configured), and a pause as long as a window of its rate limit, with the jitter.
 */
export const DEFAULT_POLICY: RetryPolicy = { retries: 4, tryTimeoutMs: 30_000, maxDelayMs: 70_000 };

/** What sends a request; `signal` ends this try. The global `fetch` is one. */
export type Fetch = (request: Request, init: { readonly signal: AbortSignal }) => Promise<Response>;

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 8_000;
/** 502 and 504 are how a proxy reports a lost connection. */
const TEMPORARY: readonly number[] = [429, 502, 503, 504];

/** An answer whose body was read to its end, or what was thrown in its place. */
type Outcome = { readonly response: Response; readonly text: string } | { readonly lost: unknown };

/**
 * Sends a request until it has an answer that another try would not change. Any request may be sent again: each POST of
 * this client has an idempotency key, the same in every try, and the other methods do not add up.
 *
 * @returns the answer of success, its body in memory
 * @throws TenantryError for everything else, or what ended it by the request's own signal
 */
export async function send(request: Request, policy: RetryPolicy, fetch: Fetch): Promise<Response> {
  const requestId = request.headers.get('x-request-id') ?? '';
  for (let attempts = 1; ; attempts += 1) {
    const facts = { requestId, attempts };
    const outcome = await sendOnce(request, policy, fetch);
    if (!('lost' in outcome) && outcome.response.ok) return whole(outcome.response, outcome.text);
    const error =
      'lost' in outcome ? new ConnectionLost(facts, outcome.lost) : refusal(outcome.response, outcome.text, facts);
    const delay = attempts > policy.retries ? undefined : delayAhead(error, attempts);
    if (delay === undefined || delay > policy.maxDelayMs) throw error;
    await pause(delay, request.signal);
  }
}

/** How long to wait before another try, in milliseconds; undefined where none would change the answer. */
function delayAhead(error: ConnectionLost | AnswerError, attempts: number): number | undefined {
  // Clients that have lost the same service come back at different times, and not earlier than they were asked to.
  const backoff = Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
  if (error instanceof ConnectionLost) return backoff;
  const { status, retryAfterSeconds } = error;
  // Of the conflicts only one asks for another try: the first try with this key is still being carried out.
  const isWorthIt = TEMPORARY.includes(status) || (status === 409 && retryAfterSeconds !== undefined);
  return isWorthIt ? (retryAfterSeconds ?? 0) * 1_000 + backoff : undefined;
}

async function sendOnce(request: Request, policy: RetryPolicy, fetch: Fetch): Promise<Outcome> {
  request.signal.throwIfAborted();
  const controller = new AbortController();
  const end = () => controller.abort(request.signal.reason);
  const timer = setTimeout(
    () => controller.abort(new DOMException(`No answer within ${policy.tryTimeoutMs} ms.`, 'TimeoutError')),
    policy.tryTimeoutMs,
  );
  request.signal.addEventListener('abort', end);
  try {
    const response = await fetch(request.clone(), { signal: controller.signal });
    // A connection may break in the middle of the body, too.
    return { response, text: await response.text() };
  } catch (lost) {
    request.signal.throwIfAborted();
    return { lost };
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', end);
  }
}

/** The same answer with a body that can be read again; some statuses may have none. */
function whole({ status, headers }: Response, text: string): Response {
  return new Response(text === '' ? null : text, { status, headers });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
