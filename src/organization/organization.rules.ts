import { DomainError, type Problem } from '../common/errors.js';
import { charactersIn, freeTextProblems, looksEmpty, type TextKind, textProblems } from '../common/texts.js';
import type { CountryState } from '../reference/reference.js';

/** The highest limit: its column is a plain integer. */
export const MAX_MANAGED_ORGANIZATIONS = 2_147_483_647;

/** On whose behalf a hold is placed. Each source lifts its own holds alone (decisions §8). */
export const HOLD_SOURCES = ['operator', 'parent', 'billing'] as const;

export type HoldSource = (typeof HOLD_SOURCES)[number];

export const ORGANIZATION_NAME: TextKind = { max: 255 };
export const HOLD_REASON: TextKind = { max: 1_000, lines: 'many' };
const ENTERPRISE_NAME_SUFFIX: TextKind = { max: 64 };
const PROFILE_TEXT: TextKind = { max: 255 };
const SHORTER_PROFILE_TEXTS: Readonly<Record<string, TextKind>> = {
  postcode: { max: 32 },
  vat_number: { max: 64 },
  phone_number: { max: 64 },
};
const ID_FORM = /^[0-9a-f]{32}$/;

/**
 * Labels that would let a tenant speak for the domain itself: mailboxes that prove its ownership (RFC 2142 and the
 * CA/Browser Forum's list), names that resolvers and browsers treat in a special way, hosts expected to be the service's.
 */
export const RESERVED_SUB_DOMAINS: ReadonlySet<string> = new Set(
  `abuse admin administrator autoconfig autodiscover broadcasthost ftp hostmaster imap info is isatap it localdomain
  localhost mail mailer-daemon marketing mis mx news nobody noc noreply no-reply pop pop3 postmaster root sales
  security smtp ssladmin ssladministrator sslwebmaster support sysadmin usenet uucp webmaster wpad www api app
  console core docs health metrics openapi status static assets cdn login auth account accounts billing`.split(/\s+/),
);
const NAME_SERVER = /^(ns|dns|mx|www)[0-9]*$/;

/** One label of a host name; `subDomainProblems` checks what the expression cannot. */
export const SUB_DOMAIN = {
  name: 'SubDomain',
  min: 1,
  max: 63,
  pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  form: 'One DNS label in small letters: no hyphen at its ends or at places 3 and 4 together, not of the form of an id, not reserved, and never issued before.',
  /** As far as it is the same for every installation. */
  documented: {
    examples: ['acme'],
    not: {
      anyOf: [
        { enum: [...RESERVED_SUB_DOMAINS] },
        { pattern: NAME_SERVER.source },
        { pattern: '^..--' },
        { pattern: ID_FORM.source },
      ],
    },
  },
} as const;

/** What is wrong with a name, after trimming (decisions §3). */
export function nameProblems(name: string): Problem[] {
  return textProblems('name', name, ORGANIZATION_NAME);
}

/**
 * What is wrong with a sub-domain. It is one label of a host name. It is also looked up like an id, so it must not have
 * the form of one. It is refused and never mapped: a tenant gets the requested name, or none.
 */
export function subDomainProblems(subDomain: string, alsoReserved: ReadonlySet<string>): Problem[] {
  const field = 'sub_domain';
  if (looksEmpty(subDomain)) return [{ field, problem: 'blank' }];
  if (charactersIn(subDomain) > SUB_DOMAIN.max) return [{ field, problem: 'too_long', limit: SUB_DOMAIN.max }];
  const invalid = !SUB_DOMAIN.pattern.test(subDomain) || subDomain.slice(2, 4) === '--' || ID_FORM.test(subDomain);
  if (invalid) return [{ field, problem: 'invalid' }];
  const reserved = RESERVED_SUB_DOMAINS.has(subDomain) || NAME_SERVER.test(subDomain) || alsoReserved.has(subDomain);
  return reserved ? [{ field, problem: 'reserved' }] : [];
}

/** The limits of a text of the billing profile; `field` is its wire name. */
export function profileText(field: string): TextKind {
  return SHORTER_PROFILE_TEXTS[field] ?? PROFILE_TEXT;
}

/** What is wrong with a text of the billing profile; `field` is its wire name. It may be empty. */
export function profileTextProblems(field: string, text: string | null): Problem[] {
  return text === null ? [] : freeTextProblems(field, text, profileText(field));
}

/** What is wrong with a subdivision for an organization in this country, or in none. */
export function countryStateProblems(state: CountryState | undefined, countryId: string | null | undefined): Problem[] {
  return state === undefined || state.country.id === countryId ? [] : [{ field: 'country_state', problem: 'invalid' }];
}

/** What is wrong with the suffix of the names of an organization's enterprises; white space at its ends counts. */
export function enterpriseNameSuffixProblems(suffix: string): Problem[] {
  return textProblems('enterprise_name_suffix', suffix, ENTERPRISE_NAME_SUFFIX);
}

/** What is wrong with the reason of a hold. */
export function holdReasonProblems(reason: string): Problem[] {
  return textProblems('reason', reason, HOLD_REASON);
}

/** @throws DomainError validation_failed when there are any */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new DomainError('validation_failed', { problems });
}
