import { sha256 } from '../../common/digest.js';
import { canonicalEmail } from '../../common/email.js';
import type { Row } from '../../database/statement.js';

/** The emails with which a name may begin: it is the email as it was given, and may end with its organization's suffix. */
export function emailsBeginning(name: string, canonical: string): string[] {
  const characters = [...name];
  return characters
    .map((_, index) => characters.slice(0, index + 1).join(''))
    .filter((beginning) => canonicalEmail(beginning) === canonical);
}

/** The ids of the enterprises, in rows of `id` and `key_hash`, whose idempotency key was one of these emails. */
export function keyedBy(rows: readonly Row[], emails: readonly string[]): string[] {
  const hashes = new Set(emails.map(sha256));
  return rows.filter(({ key_hash: hash }) => hashes.has(String(hash))).map(({ id }) => String(id));
}
