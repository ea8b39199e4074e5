import { Webhook } from 'standardwebhooks';

/** An event as an endpoint receives it. */
export interface WebhookMessage {
  /** The `webhook-id`: the event's, the same for every attempt and every endpoint. */
  readonly id: string;
  readonly body: string;
}

/**
 * The headers of an attempt after Standard Webhooks 1.0: the time is that of the attempt, and there is a signature for
 * each secret.
 */
export function signedHeaders(
  { id, body }: WebhookMessage,
  secrets: readonly string[],
  now = new Date(),
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Tenantry-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}
