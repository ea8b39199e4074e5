/** How a request says which organization it means (core-v1.md §2, create-enterprise page). */
export type OrganizationLookup = { readonly id: string } | { readonly subDomain: string };

/** An organization as its row says it; times in milliseconds since 1970. */
export interface Organization {
  readonly id: string;
  readonly parentId: string | null;
  /** The ids of its ancestors, root first, and its own at the end. */
  readonly path: readonly string[];
  readonly depth: number;
  readonly managed: boolean;
  /** Grows with each change of its row. */
  readonly version: number;
  readonly name: string;
  readonly subDomain: string;
  readonly createdAt: number;
  readonly activatedAt: number | null;
  /** Whether it or one of its ancestors is held. */
  readonly suspended: boolean;
  readonly billingName: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly address3: string | null;
  readonly address4: string | null;
  readonly postcode: string | null;
  readonly vatNumber: string | null;
  readonly phoneNumber: string | null;
  readonly currencyId: string;
  readonly countryId: string | null;
  readonly countryStateId: string | null;
  readonly enterpriseNameSuffix: string | null;
  readonly defaultAccountType: string | null;
}

/**
 * A tag for what `GET` shows of an organization: two answers with the same tag are the same. It names the version of
 * the row, and whether something on the path holds it, which no row of its own tells.
 */
export function tagOf({ version, suspended }: Pick<Organization, 'version' | 'suspended'>): string {
  return suspended ? `${version}-suspended` : String(version);
}

/** Between the ids of a stored path. */
export const PATH_SEPARATOR = '/';
