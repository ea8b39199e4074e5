import { DomainError, type MadeType } from '../common/errors.js';

/**
 * Refuses a repetition: what the key has made is gone, and a key makes nothing a second time. To be told whoever sends
 * the request again that his thing is there would be untrue, and to make another would break the promise of the key.
 */
export function spent(type: MadeType, id: string): DomainError<'idempotency_key_spent'> {
  return new DomainError('idempotency_key_spent', { type, id });
}
