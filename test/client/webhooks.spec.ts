import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook, type WebhookHeaders, WebhookVerificationError } from '../../clients/typescript/src/client.js';
import { newWebhookSecret } from '../../src/webhook/secrets/webhook-secrets.js';

const ID = '01a2030921447000a1e610212452f6a3';
const SECRET = newWebhookSecret();
const OTHER = newWebhookSecret();
const BODY = JSON.stringify({
  type: 'organization.created',
  timestamp: '2026-11-23T09:34:20.000Z',
  data: { organization_id: ID, subject: { type: 'organization', id: ID, name: 'Zoë & Ångström' } },
});
const VERIFIED = { ...(JSON.parse(BODY) as object), id: ID };

type Signed = Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;

/** The headers of an attempt, signed by the published library. @param ago in seconds */
function signed(secrets: readonly string[] = [SECRET], { body = BODY, ago = 0 } = {}): Signed {
  const at = new Date(Date.now() - ago * 1_000);
  return {
    'webhook-id': ID,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(ID, at, body)).join(' '),
  };
}

/** Whether the published library takes the request. */
function isTakenByLibrary(headers: Record<string, string>, body = BODY): boolean {
  try {
    new Webhook(SECRET).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

const refused = (code: string) =>
  expect.objectContaining({ name: 'WebhookVerificationError', code }) as unknown as Error;

describe('verifyWebhook', () => {
  it.each<[string, WebhookHeaders, string | Uint8Array]>([
    ['headers of fetch, and text', new Headers(signed()), BODY],
    ['headers of Node.js, and bytes', signed(), Buffer.from(BODY)],
    ['bytes of a larger buffer', signed(), new Uint8Array(Buffer.from(`..${BODY}..`)).subarray(2, -2)],
    ['names in upper case', Object.fromEntries(Object.entries(signed()).map(([n, v]) => [n.toUpperCase(), v])), BODY],
    ['a header that is a list', { ...signed(), 'webhook-signature': ['v1,AAAA', signed()['webhook-signature']] }, BODY],
  ])('gives what the library has signed, from %s', async (_, headers, body) => {
    expect(await verifyWebhook(SECRET, headers, body)).toEqual(VERIFIED);
  });

  it('takes either secret while the endpoint is rotated, on both sides', async () => {
    const both = signed([OTHER, SECRET]);
    for (const secrets of [SECRET, OTHER, [SECRET], [newWebhookSecret(), OTHER]]) {
      expect(await verifyWebhook(secrets, both, BODY)).toEqual(VERIFIED);
    }
    expect(await verifyWebhook([OTHER, SECRET], signed([SECRET]), BODY)).toEqual(VERIFIED);
    await expect(verifyWebhook(newWebhookSecret(), both, BODY)).rejects.toEqual(refused('signature_mismatch'));
  });

  it('takes a secret without its beginning, as the library does', async () => {
    expect(await verifyWebhook(SECRET.replace('whsec_', ''), signed(), BODY)).toEqual(VERIFIED);
  });

  const good = signed();
  const signature = good['webhook-signature'];
  const without = (name: keyof Signed) => Object.fromEntries(Object.entries(good).filter(([each]) => each !== name));

  it.each<[string, string, Record<string, string>, string?]>([
    ['another body', 'signature_mismatch', good, BODY.replace('created', 'deleted')],
    ['a body with a space more', 'signature_mismatch', good, `${BODY} `],
    ['an empty body', 'signature_mismatch', good, ''],
    ['another id', 'signature_mismatch', { ...good, 'webhook-id': `${ID}0` }],
    [
      'another time',
      'signature_mismatch',
      { ...good, 'webhook-timestamp': signed([SECRET], { ago: 7 })['webhook-timestamp'] },
    ],
    ['another secret', 'signature_mismatch', signed([OTHER])],
    ['no id', 'headers_missing', without('webhook-id')],
    ['no time', 'headers_missing', without('webhook-timestamp')],
    ['no signature', 'headers_missing', without('webhook-signature')],
    ['an empty signature', 'headers_missing', { ...good, 'webhook-signature': '' }],
    ['a signature without a version', 'signature_mismatch', { ...good, 'webhook-signature': signature.slice(3) }],
    [
      'a version that is unknown',
      'signature_mismatch',
      { ...good, 'webhook-signature': signature.replace('v1', 'v2') },
    ],
    ['a signature that is no Base64', 'signature_mismatch', { ...good, 'webhook-signature': 'v1,%%%' }],
    ['a version alone', 'signature_mismatch', { ...good, 'webhook-signature': 'v1' }],
    ['the beginning of a signature', 'signature_mismatch', { ...good, 'webhook-signature': signature.slice(0, 23) }],
    ['a time that is none', 'timestamp_malformed', { ...good, 'webhook-timestamp': 'now' }],
    ['an old attempt', 'too_old', signed([SECRET], { ago: 310 })],
    ['an attempt to come', 'too_new', signed([SECRET], { ago: -310 })],
  ])('refuses %s, as the library does', async (_, code, headers, body = BODY) => {
    expect(isTakenByLibrary(headers, body)).toBe(false);
    const refusal = verifyWebhook(SECRET, headers, body);
    await expect(refusal).rejects.toEqual(refused(code));
    await expect(refusal).rejects.toBeInstanceOf(WebhookVerificationError);
  });

  it('refuses a time that only begins as one', async () => {
    const headers = { ...good, 'webhook-timestamp': `${good['webhook-timestamp']}.5` };
    await expect(verifyWebhook(SECRET, headers, BODY)).rejects.toEqual(refused('timestamp_malformed'));
  });

  it('takes as long an age as it is given', async () => {
    const old = signed([SECRET], { ago: 310 });
    expect(await verifyWebhook(SECRET, old, BODY, { toleranceSeconds: 400 })).toEqual(VERIFIED);
    const recent = signed([SECRET], { ago: 20 });
    expect(isTakenByLibrary(recent)).toBe(true);
    await expect(verifyWebhook(SECRET, recent, BODY, { toleranceSeconds: 10 })).rejects.toEqual(refused('too_old'));
  });

  it('refuses a signed body that is no JSON', async () => {
    await expect(verifyWebhook(SECRET, signed([SECRET], { body: 'a' }), 'a')).rejects.toEqual(refused('body_not_json'));
  });

  it('compares ten signatures at most', async () => {
    const many = (count: number) => ({
      ...good,
      'webhook-signature': `${`${signed([OTHER])['webhook-signature']} `.repeat(count)}${signature}`,
    });
    expect(await verifyWebhook(SECRET, many(9), BODY)).toEqual(VERIFIED);
    await expect(verifyWebhook(SECRET, many(10), BODY)).rejects.toEqual(refused('signature_mismatch'));
  });

  it.each(['', 'whsec_', 'whsec_%%%'])('does not take %p for a secret', async (secret) => {
    await expect(verifyWebhook(secret, good, BODY)).rejects.toThrow(TypeError);
    await expect(verifyWebhook([SECRET, secret], good, BODY)).rejects.toThrow('it begins with whsec_');
  });

  it('takes no empty list of secrets, and no body that was parsed', async () => {
    await expect(verifyWebhook([], good, BODY)).rejects.toThrow('There is no secret');
    const parsed = JSON.parse(BODY) as string;
    await expect(verifyWebhook(SECRET, good, parsed)).rejects.toThrow('as it came');
  });
});
