import type { components } from './openapi.js';

type Schemas = components['schemas'];

/**
 * What a webhook endpoint receives: an event, or a test of the endpoint; `type` distinguishes them. A newer service may
 * send types that this version does not know.
 */
export type WebhookMessage = (Schemas['WebhookEvent'] | Schemas['WebhookTest']) & {
  /** The `webhook-id`: that of the event, the same however often it is delivered. */
  readonly id: string;
};

/** Headers as `fetch` has them, or as Node.js does. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface WebhookOptions {
  /** How far the time of the attempt may be away from that of this machine, in both directions; 300 by default. */
  readonly toleranceSeconds?: number;
}

/** Why a request is none that the service has sent now. */
export type WebhookFault =
  'headers_missing' | 'timestamp_malformed' | 'too_old' | 'too_new' | 'signature_mismatch' | 'body_not_json';

const SENTENCES: Readonly<Record<WebhookFault, string>> = {
  headers_missing: 'webhook-id, webhook-timestamp or webhook-signature is missing.',
  timestamp_malformed: 'webhook-timestamp is not a time in unix seconds.',
  too_old: 'The attempt is too long ago, or the clock of this machine is wrong.',
  too_new: 'The attempt is in the future, or the clock of this machine is wrong.',
  signature_mismatch: 'No signature matches: another secret, or the body is not as it came.',
  body_not_json: 'The body is signed, and is no JSON.',
};

/** A request that must not be used: answer it with 400. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';

  constructor(readonly code: WebhookFault) {
    super(SENTENCES[code]);
  }
}

const PREFIX = 'whsec_';
const HMAC = { name: 'HMAC', hash: 'SHA-256' };
/** The service sends two at most. Each is a digest of the whole body, so that a caller must not choose their number. */
const MAX_SIGNATURES = 10;

/**
 * Verifies a request to a webhook endpoint, after Standard Webhooks 1.0: its signature and its time.
 *
 * @param secrets of the endpoint (`whsec_…`), while it is rotated both
 * @param body as it came, before anything has parsed it
 * @returns what was sent, typed
 * @throws WebhookVerificationError for a request that must not be used
 * @throws TypeError for a secret that is none, or a body that was parsed
 */
export async function verifyWebhook(
  secrets: string | readonly string[],
  headers: WebhookHeaders,
  body: string | Uint8Array,
  { toleranceSeconds = 300 }: WebhookOptions = {},
): Promise<WebhookMessage> {
  const keys = [secrets].flat().map(keyOf);
  if (keys.length === 0) throw new TypeError('There is no secret to verify with.');
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new TypeError('The body must be as it came, text or bytes, and not what was parsed of it.');
  }
  const encoder = new TextEncoder();
  const [id, stamp, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    header(headers, name),
  );
  if (!id || !stamp || !given) throw new WebhookVerificationError('headers_missing');
  assertRecent(stamp, toleranceSeconds);
  const bytes = typeof body === 'string' ? encoder.encode(body) : body;
  const signed = joined(encoder.encode(`${id}.${stamp}.`), bytes);
  if (!(await isSigned(keys, signaturesIn(given), signed))) throw new WebhookVerificationError('signature_mismatch');
  return { ...parsed(bytes), id };
}

function header(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const found = Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : found?.join(' ');
}

function assertRecent(stamp: string, toleranceSeconds: number): void {
  if (!/^\d{1,12}$/.test(stamp)) throw new WebhookVerificationError('timestamp_malformed');
  const age = Math.floor(Date.now() / 1_000) - Number(stamp);
  if (age > toleranceSeconds) throw new WebhookVerificationError('too_old');
  if (age < -toleranceSeconds) throw new WebhookVerificationError('too_new');
}

/** Whether one of the signatures is by one of the keys; each is compared in a time that does not depend on it. */
async function isSigned(
  keys: readonly Uint8Array<ArrayBuffer>[],
  signatures: readonly Uint8Array<ArrayBuffer>[],
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const bytes of keys) {
    const key = await crypto.subtle.importKey('raw', bytes, HMAC, false, ['verify']);
    for (const signature of signatures) {
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return true;
    }
  }
  return false;
}

/** Those of the version that is known here. */
function signaturesIn(given: string): Uint8Array<ArrayBuffer>[] {
  const parts = given.split(' ').slice(0, MAX_SIGNATURES);
  return parts.flatMap((part) => {
    const [version, signature = ''] = part.split(',');
    return version === 'v1' ? (decoded(signature) ?? []) : [];
  });
}

/** Never says what the secret is. */
function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  const key = decoded(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  if (!key?.length) throw new TypeError('The secret is none of a webhook endpoint: it begins with whsec_.');
  return key;
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function parsed(body: Uint8Array): WebhookMessage {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as WebhookMessage;
  } catch {
    throw new WebhookVerificationError('body_not_json');
  }
}
