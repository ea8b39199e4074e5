import { DomainError, type CreatedType } from '../common/errors.js';

/**
 * The error of a replay whose result is gone: to answer with its id would claim that it is still there, and to create
 * another would break the promise of the key.
 */
export function keySpent(type: CreatedType, id: string): DomainError<'idempotency_key_spent'> {
  return new DomainError('idempotency_key_spent', { type, id });
}
