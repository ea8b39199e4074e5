import { newId } from '../common/ids.js';

/** How a request names an organization (core-v1.md §2, create-enterprise page). */
export type OrganizationLookup = { readonly id: string } | { readonly subDomain: string };

/** The domain object of a row of `organizations`; times in milliseconds since 1970. */
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

/** Where an organization is: what never changes of it. */
export type OrganizationPath = Pick<Organization, 'id' | 'path' | 'depth'>;

/**
 * A tag for what `GET` shows of an organization: two answers with the same tag are the same. It consists of the version
 * of its row, and of whether it is suspended, which may change by a row above it.
 */
export function tagOf({ version, suspended }: Pick<Organization, 'version' | 'suspended'>): string {
  return suspended ? `${version}-suspended` : String(version);
}

/** Between the ids of a stored path. */
export const PATH_SEPARATOR = '/';

/** What is known of an organization before it has an id. */
export interface OrganizationSeed {
  readonly parent?: OrganizationPath;
  readonly name: string;
  readonly subDomain: string;
  readonly activated: boolean;
  readonly enterpriseNameSuffix?: string;
}

/** What a managed organization gets from its parent, and a root from the one who creates it. */
export type OrganizationLocale = Pick<Organization, 'currencyId' | 'countryId' | 'countryStateId'>;

/** An organization whose locale has not been read yet. */
export type DrawnOrganization = Omit<Organization, keyof OrganizationLocale>;

/** An organization to be inserted. It has neither billing details nor holds. */
export function newOrganization(seed: OrganizationSeed): DrawnOrganization {
  const { parent } = seed;
  const id = newId();
  const now = Date.now();
  return {
    id,
    parentId: parent?.id ?? null,
    path: [...(parent?.path ?? []), id],
    depth: (parent?.depth ?? 0) + 1,
    managed: parent !== undefined,
    version: 1,
    name: seed.name,
    subDomain: seed.subDomain,
    createdAt: now,
    activatedAt: seed.activated ? now : null,
    suspended: false,
    billingName: null,
    address1: null,
    address2: null,
    address3: null,
    address4: null,
    postcode: null,
    vatNumber: null,
    phoneNumber: null,
    enterpriseNameSuffix: seed.enterpriseNameSuffix ?? null,
    defaultAccountType: null,
  };
}
