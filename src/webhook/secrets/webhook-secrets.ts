import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { seal, type SealingKey, unseal } from '../../common/sealed.js';
import { SecretKeys } from './secret-keys.js';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret of an endpoint, after Standard Webhooks: `whsec_` and 256 random bits in base64. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** Keeps the secrets of webhook endpoints: the database has them sealed, and without the keys they are of no use. */
@Injectable()
export class WebhookSecrets {
  constructor(private readonly keys: SecretKeys) {}

  /** @throws DomainError secrets_key_missing */
  async seal(secret: string, endpointId: string): Promise<string> {
    return seal(secret, keyOf(await this.keys.forSealing(), endpointId));
  }

  /** The secret of this endpoint; undefined where none of the keys opens it. */
  async open(sealed: string, endpointId: string): Promise<string | undefined> {
    for (const key of await this.keys.forOpening()) {
      const secret = unseal(sealed, keyOf(key, endpointId));
      if (secret !== undefined) return secret;
    }
    return undefined;
  }
}

function keyOf(from: Buffer, rowId: string): SealingKey {
  return { from, rowId, purpose: 'tenantry webhook secret' };
}
