import { hash } from 'node:crypto';

/** SHA-256 as 64 lowercase hex digits: the form in which secrets, keys and fingerprints are stored and compared. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** A digest of several texts that no other list of texts shares, whatever characters they hold. */
export function digestOf(parts: readonly (string | null)[]): string {
  return sha256(JSON.stringify(parts));
}
