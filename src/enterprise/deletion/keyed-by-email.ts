import { sha256 } from '../../common/digest.js';
import { canonicalEmail } from '../../common/email.js';

/** The spellings of an email with which a name begins: a name is the email as it was given, and a suffix may follow. */
export function emailsBeginning(name: string, canonical: string): string[] {
  const characters = [...name];
  return characters
    .map((_, index) => characters.slice(0, index + 1).join(''))
    .filter((beginning) => canonicalEmail(beginning) === canonical);
}

/** Whether an idempotency key was one of these emails. */
export function isKeyedBy(keyHash: string, emails: readonly string[]): boolean {
  return emails.some((email) => sha256(email) === keyHash);
}
