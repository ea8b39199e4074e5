import type { Life, Once, Token } from './core-v1-life.model.js';
import { type Draw, type Plan, someToken } from './core-v1-life.steps.js';
import { get } from './core-v1-life.reads.js';

/** What is asked for under a key: the first time, again, or something else. */
export interface KeyedRequest {
  readonly life: Life;
  readonly token: Token;
  readonly route: string;
  readonly draw: Draw;
  /** All that makes two requests the same. */
  readonly meaning: unknown;
  /** The same request once more, by whomever. */
  readonly again: (by: Token) => Plan;
}

/** The headers of a request with a key, if it has one. */
export function keyed(life: Life, draw: Draw): { headers?: Record<string, string> } {
  const key = keyOf(life, draw);
  return key === undefined ? {} : { headers: { 'Idempotency-Key': key } };
}

/** Checks a key: after the refusals of the guards, and before those of the domain. */
export function underKey(
  keyedRequest: KeyedRequest,
  refusal: string | undefined,
  business: () => string | undefined = () => undefined,
): Pick<Plan, 'refusal' | 'replays'> {
  const { life, token, route, draw, meaning } = keyedRequest;
  const known = life.done(token, route, keyOf(life, draw));
  if (refusal !== undefined || !known) return { refusal: refusal ?? business() };
  const isSame = known.meaning === JSON.stringify(meaning);
  if (!isSame) return { refusal: '409 idempotency_key_conflict' };
  return life.isGone(known.subject) ? { refusal: '409 idempotency_key_spent' } : { refusal: undefined, replays: known };
}

/** Keeps what was done, for its repetition. */
export function remember(keyedRequest: KeyedRequest, done: Omit<Once, 'meaning'>): void {
  const { life, token, route, draw, meaning, again } = keyedRequest;
  life.remember(token, route, keyOf(life, draw), { meaning: JSON.stringify(meaning), ...done });
  if (keyOf(life, draw) !== undefined) life.sent.push({ token, again });
}

/** Sends a request with a key once more, as it was: by the same token, or by another one of the same organization. */
export function again(life: Life, draw: Draw): Plan {
  const sent = life.sent[draw.org % Math.max(life.sent.length, 1)];
  if (!sent) return get(life, draw);
  const others = life.tokens.filter(({ of }) => of === sent.token.of);
  const by = draw.who < 6 ? sent.token : draw.who < 9 ? others[draw.token % others.length]! : someToken(life, draw);
  return sent.again(by);
}

/** All operators share their keys, so those of two lives must differ. */
function keyOf({ prefix }: Life, { key }: Draw): string | undefined {
  return key === undefined ? undefined : `${prefix}${key}`;
}
