import { seededId } from './seeding.js';

/** How much a candidate begins with. */
export interface Dataset {
  /** Organizations without a parent. */
  readonly roots: number;
  /** Organizations below the first root, and below all others together. */
  readonly children: number;
  readonly otherChildren: number;
  /** Enterprises of the first ten roots, and of all organizations together. */
  readonly enterprises: number;
  /** Tokens beside the first one. */
  readonly tokens: number;
}

const ROOTS = 1_000;
/** More than the fastest candidate uses in the second for which a token is cached. */
const TOKENS = 30_000;

export const THOUSAND: Dataset = {
  ...{ roots: ROOTS, children: 500, otherChildren: 0, enterprises: 1_000, tokens: TOKENS },
};

export const MILLION: Dataset = {
  ...{ roots: ROOTS, children: 500_000, otherChildren: 499_500, enterprises: 2_000_000, tokens: TOKENS },
};

/** Roots whose enterprises are listed: each has at least a page of them. */
export const LISTED_ROOTS = 10;

/** The ids and emails that every candidate seeds alike: two users for each root, and so many emails that are known. */
export function seededTarget({ roots, children }: Dataset) {
  const positions = Array.from({ length: roots }, (_, position) => position);
  return {
    organizations: positions.map((position) => seededId('organization', position)),
    admins: positions.map((each) => [seededId('user', 2 * each), seededId('user', 2 * each + 1)] as const),
    knownEmails: positions.map((position) => `user-${position}@seed.example.com`),
    children,
  };
}
