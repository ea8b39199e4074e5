import { digestOf, sha256 } from '../common/digest.js';
import type { Parameter, Row } from '../database/statement.js';

export const ACCOUNT_TYPES = ['individual', 'entity'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** How another system names the customer (create-enterprise page, `thirdPartyIdentifier`). */
export interface ThirdPartyIdentifier {
  readonly id: string;
  readonly label: string;
}

/** What an enterprise is made from (create-enterprise page, Request Body; api-v2.md §1.4 for the last two). */
export interface NewEnterprise {
  readonly email: string;
  readonly canonicalEmail: string;
  readonly idempotencyKey: string;
  readonly additionalAdmins: readonly string[];
  readonly thirdPartyIdentifiers: readonly ThirdPartyIdentifier[];
  readonly accountType?: AccountType;
  readonly isCaaS?: boolean;
}

/**
 * What a request means, field by field and as digests, so that a repeated key can be told from a reused one and the
 * differing fields can be named. A default that is given is another meaning than one that is left out (decisions §7).
 */
export interface Fingerprint {
  readonly email: string;
  readonly additionalAdmins: string;
  readonly thirdPartyIdentifier: string | null;
  readonly accountType: string | null;
  readonly isCaaS: number | null;
}

/** The columns in which an enterprise keeps the meaning of the request that made it. */
export const MEANING_COLUMNS =
  'email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas' as const;

/** The digest under which an idempotency key is stored: a key may be an email, and no collation may merge two. */
export function keyHash(idempotencyKey: string): string {
  return sha256(idempotencyKey);
}

/** A pair of label and id as one searchable digest. */
export function pairHash(identifier: ThirdPartyIdentifier): string {
  return digestOf([identifier.label, identifier.id]);
}

/** Lists of admins and identifiers mean sets: order and repetition say nothing. An empty list equals none. */
export function meaningOf(input: NewEnterprise): Fingerprint {
  const pairs = [...new Set(input.thirdPartyIdentifiers.map(pairHash))].sort();
  return {
    email: sha256(input.canonicalEmail),
    additionalAdmins: digestOf([...new Set(input.additionalAdmins)].sort()),
    thirdPartyIdentifier: pairs.length > 0 ? digestOf(pairs) : null,
    accountType: input.accountType ?? null,
    isCaaS: input.isCaaS === undefined ? null : Number(input.isCaaS),
  };
}

/** The values of `MEANING_COLUMNS`. */
export function meaningParams(meaning: Fingerprint): Parameter[] {
  return [meaning.email, meaning.additionalAdmins, meaning.thirdPartyIdentifier, meaning.accountType, meaning.isCaaS];
}

/**
 * The wire names of the fields in which a request differs from the one that made an enterprise, of whose row
 * `MEANING_COLUMNS` were read. The email of an erased person is no longer known and compares equal; so do third-party
 * identifiers that are not known, which may have been his email.
 */
export function differences(meaning: Fingerprint, row: Row): string[] {
  const isErased = row.email_digest === null;
  const stored: [keyof Fingerprint, string | number | null | undefined][] = [
    ['email', isErased ? meaning.email : row.email_digest],
    ['additionalAdmins', row.admins_digest],
    [
      'thirdPartyIdentifier',
      isErased && row.identifiers_digest === null ? meaning.thirdPartyIdentifier : row.identifiers_digest,
    ],
    ['accountType', row.given_account_type],
    ['isCaaS', row.given_is_caas],
  ];
  return stored.filter(([field, value]) => meaning[field] !== value).map(([field]) => field);
}
