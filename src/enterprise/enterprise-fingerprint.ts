import { digestOf, sha256 } from '../common/digest.js';
import type { Parameter } from '../database/statement.js';

export const ACCOUNT_TYPES = ['individual', 'entity'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** How another system names the customer (create-enterprise page, `thirdPartyIdentifier`). */
export interface ThirdPartyIdentifier {
  readonly id: string;
  readonly label: string;
}

/** What an enterprise is created from (create-enterprise page, Request Body; api-v2.md §1.4 for the last two). */
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
 * The fingerprint of a request, field by field and as digests, so that a repeated request can be distinguished from a
 * reused key and the differing fields can be named. A default that is given differs from an absent one
 * (decisions §7).
 */
export interface Fingerprint {
  readonly email: string;
  readonly additionalAdmins: string;
  readonly thirdPartyIdentifier: string | null;
  readonly accountType: string | null;
  readonly isCaaS: number | null;
}

/** The columns in which an enterprise keeps the fingerprint of the request that created it. */
export const FINGERPRINT_COLUMNS =
  'email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas' as const;

/** A row of `FINGERPRINT_COLUMNS`; all null if the enterprise is deleted. */
export interface FingerprintRow {
  readonly email_digest: string | null;
  readonly admins_digest: string | null;
  readonly identifiers_digest: string | null;
  readonly given_account_type: string | null;
  readonly given_is_caas: number | null;
}

/**
 * The digest as which an idempotency key is stored: a key may be an email, and no collation may make two keys equal.
 */
export function keyHash(idempotencyKey: string): string {
  return sha256(idempotencyKey);
}

/** The digest by which a pair of label and id is searched. */
export function pairHash(identifier: ThirdPartyIdentifier): string {
  return digestOf([identifier.label, identifier.id]);
}

/**
 * Lists of admins and identifiers are compared as sets: order and repetition do not count. An empty list equals none.
 */
export function fingerprintOf(input: NewEnterprise): Fingerprint {
  const pairs = [...new Set(input.thirdPartyIdentifiers.map(pairHash))].sort();
  return {
    email: sha256(input.canonicalEmail),
    additionalAdmins: digestOf([...new Set(input.additionalAdmins)].sort()),
    thirdPartyIdentifier: pairs.length > 0 ? digestOf(pairs) : null,
    accountType: input.accountType ?? null,
    isCaaS: input.isCaaS === undefined ? null : Number(input.isCaaS),
  };
}

/** The values of `FINGERPRINT_COLUMNS`. */
export function fingerprintParams(fingerprint: Fingerprint): Parameter[] {
  return [
    fingerprint.email,
    fingerprint.additionalAdmins,
    fingerprint.thirdPartyIdentifier,
    fingerprint.accountType,
    fingerprint.isCaaS,
  ];
}

/**
 * The wire names of the fields in which a request differs from the one that created an enterprise. The email of an
 * erased user is no longer known and compares equal; so do third-party identifiers that are no longer known, since they
 * may have been that email.
 */
export function differences(fingerprint: Fingerprint, row: FingerprintRow): string[] {
  const isErased = row.email_digest === null;
  const stored: [keyof Fingerprint, string | number | null][] = [
    ['email', isErased ? fingerprint.email : row.email_digest],
    ['additionalAdmins', row.admins_digest],
    [
      'thirdPartyIdentifier',
      isErased && row.identifiers_digest === null ? fingerprint.thirdPartyIdentifier : row.identifiers_digest,
    ],
    ['accountType', row.given_account_type],
    ['isCaaS', row.given_is_caas],
  ];
  return stored.filter(([field, value]) => fingerprint[field] !== value).map(([field]) => field);
}
