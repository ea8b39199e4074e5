import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { seal, type SealingKey, unseal } from '../../common/sealed.js';
import { SecretKeys } from './secret-keys.js';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
/** A wrong key is noticed at each delivery to each endpoint; the log has it once a minute. */
const REPEATED_EVERY_MS = 60_000;

/** A new secret of an endpoint, after Standard Webhooks: `whsec_` and 256 random bits in base64. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** Keeps the secrets of webhook endpoints: the database has them sealed, and without the keys they are of no use. */
@Injectable()
export class WebhookSecrets {
  private readonly logger = new Logger(WebhookSecrets.name);
  private reportedAt = -Infinity;

  constructor(private readonly keys: SecretKeys) {}

  /** @throws DomainError secrets_key_missing */
  async seal(secret: string, endpointId: string): Promise<string> {
    return seal(secret, keyOf(await this.keys.forSealing(), endpointId));
  }

  /** The secret of this endpoint; undefined where none of the keys opens it, which the log has with what to do. */
  async open(sealed: string, endpointId: string): Promise<string | undefined> {
    for (const key of await this.keys.forOpening()) {
      const secret = unseal(sealed, keyOf(key, endpointId));
      if (secret !== undefined) return secret;
    }
    this.reportUnreadable(endpointId);
    return undefined;
  }

  private reportUnreadable(endpointId: string): void {
    if (performance.now() - this.reportedAt < REPEATED_EVERY_MS) return;
    this.reportedAt = performance.now();
    this.logger.error(
      `Nothing is sent to webhook endpoints whose secrets no key opens, such as ${endpointId}: put the key that sealed them behind the present one in SECRETS_KEY (on SQLite it may be secrets.key of an earlier DATA_DIR), or rotate their secrets.`,
    );
  }
}

function keyOf(from: Buffer, rowId: string): SealingKey {
  return { from, rowId, purpose: 'tenantry webhook secret' };
}
