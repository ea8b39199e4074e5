import type { Problem } from '../../common/errors.js';
import { looksEmpty } from '../../common/texts.js';
import type { FoundReferences, NamedReferences } from '../../reference/reference.js';
import type { Organization } from '../organization.js';
import {
  countryStateProblems,
  profileTextProblems,
  nameProblems,
  refuse,
  subDomainProblems,
} from '../organization.rules.js';

/** The texts of a profile that may be empty, each with its column, in declared order. */
const TEXTS = {
  billingName: 'billing_name',
  address1: 'address1',
  address2: 'address2',
  address3: 'address3',
  address4: 'address4',
  postcode: 'postcode',
  vatNumber: 'vat_number',
  phoneNumber: 'phone_number',
} as const;

/** All members of a profile with their columns, in declared order. */
const COLUMNS = {
  name: 'name',
  subDomain: 'sub_domain',
  ...TEXTS,
  currencyId: 'currency_id',
  countryId: 'country_id',
  countryStateId: 'country_state_id',
} as const;

type TextMember = keyof typeof TEXTS;
type Member = keyof typeof COLUMNS;

const TEXT_MEMBERS = Object.keys(TEXTS) as TextMember[];
const MEMBERS = Object.keys(COLUMNS) as Member[];

/** A change of a profile. What is undefined stays as it is; a text that looks empty clears what can be empty. */
export interface ProfileChange extends NamedReferences, Partial<Readonly<Record<TextMember, string>>> {
  readonly name?: string;
  readonly subDomain?: string;
}

/** One member of a profile that differs. */
export interface ProfileDifference {
  /** Its wire name: `country_state`. */
  readonly field: string;
  readonly column: string;
  readonly value: string | null;
}

/**
 * The organization as it is after a change. A state belongs to its country: another country clears it, unless a state of
 * that country is named.
 */
export function changedProfile(current: Organization, change: ProfileChange, found: FoundReferences): Organization {
  const texts = TEXT_MEMBERS.map((member) => {
    const text = change[member];
    return [member, text === undefined ? current[member] : looksEmpty(text) ? null : text];
  });
  const countryId = found.country?.id ?? current.countryId;
  const keptState = countryId === current.countryId ? current.countryStateId : null;
  return {
    ...current,
    ...(Object.fromEntries(texts) as Pick<Organization, TextMember>),
    name: change.name ?? current.name,
    subDomain: change.subDomain ?? current.subDomain,
    currencyId: found.currency?.id ?? current.currencyId,
    countryId,
    countryStateId: found.countryState?.id ?? keptState,
  };
}

/** The members of the profile in which two states of an organization differ, in declared order. */
export function profileDifferences(before: Organization, after: Organization): ProfileDifference[] {
  const differing = MEMBERS.filter((member) => before[member] !== after[member]);
  return differing.map((member) => {
    const column = COLUMNS[member];
    return { field: column.replace(/_id$/, ''), column, value: after[member] };
  });
}

/**
 * Checks a profile, in declared order, and only what differs: a sub-domain that was reserved after it was issued prevents
 * no other change.
 * @throws DomainError validation_failed
 */
export function assertProfile(
  before: Organization,
  after: Organization,
  { countryState }: FoundReferences,
  alsoReserved: ReadonlySet<string>,
): void {
  const problems: Problem[] = [];
  if (after.name !== before.name) problems.push(...nameProblems(after.name));
  if (after.subDomain !== before.subDomain) problems.push(...subDomainProblems(after.subDomain, alsoReserved));
  const texts = TEXT_MEMBERS.filter((member) => after[member] !== before[member]);
  for (const member of texts) problems.push(...profileTextProblems(TEXTS[member], after[member]));
  problems.push(...countryStateProblems(countryState, after.countryId));
  refuse(problems);
}
