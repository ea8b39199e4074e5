/** The part of the configuration that organizations need. */
export class OrganizationSettings {
  constructor(
    /** Organizations get `<sub_domain>.<this>`. */
    readonly infrastructureDomain: string,
    /** Levels of a tree; a root is level 1. */
    readonly maxDepth: number,
    /** Sub-domains that this installation reserves beside the usual ones. */
    readonly reservedSubDomains: ReadonlySet<string>,
    /** ISO 4217 code of the currency of a root that names none. */
    readonly defaultCurrency: string,
    /** How many sub-domains one organization may make unavailable to all others in 30 days. */
    readonly subDomains: { readonly maxGivenUp: number; readonly maxKept: number },
  ) {}

  /** The domain of the hosts of an organization (decisions §3). */
  infrastructureDomainOf(subDomain: string): string {
    return `${subDomain}.${this.infrastructureDomain}`;
  }
}
