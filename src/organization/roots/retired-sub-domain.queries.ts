import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';

export interface FormerHolderRow {
  readonly organization_id: string;
}

/** Some rows of an index in order of time. */
export interface Since {
  /** In milliseconds since 1970. */
  readonly since: number;
  readonly limit: number;
}

/** The organization that has given up a sub-domain. */
export function formerHolder(subDomain: string): Statement<FormerHolderRow> {
  return sql('SELECT organization_id FROM retired_sub_domains WHERE sub_domain = ?', [subDomain]);
}

/** The same, under an exclusive lock. */
export function formerHolderLocked(subDomain: string): Statement<{ readonly id: string }> {
  return sql('SELECT organization_id AS id FROM retired_sub_domains WHERE sub_domain = ? FOR UPDATE', [subDomain]);
}

/** What an organization has given up, without the sub-domain that it takes back now. */
export function subDomainsGivenUp(
  organizationId: string,
  taken: string,
  { since, limit }: Since,
): Statement<{ readonly sub_domain: string }> {
  return sql(
    `SELECT sub_domain FROM retired_sub_domains FORCE INDEX (ix_retired_sub_domains_organization)
      WHERE organization_id = ? AND since >= ? AND sub_domain <> ? LIMIT ?`,
    [organizationId, since, taken, limit],
  );
}

export function subDomainsGivenUpByAny(
  organizationIds: readonly string[],
  { since, limit }: Since,
): Statement<{ readonly sub_domain: string }> {
  return sql(
    `SELECT r.sub_domain FROM retired_sub_domains r FORCE INDEX (ix_retired_sub_domains_organization)
      WHERE r.organization_id IN (${placeholders(organizationIds)}) AND r.since >= ? LIMIT ?`,
    [...organizationIds, since, limit],
  );
}

export function retiredSubDomainInsert(subDomain: string, organizationId: string, since: number): Statement {
  return sql(
    'INSERT INTO retired_sub_domains (sub_domain, organization_id, since) VALUES (?, ?, ?)',
    [subDomain, organizationId, since],
    { foreignKey: 'fk_retired_sub_domains_organization' },
  );
}

/** Of the organization that takes its sub-domain back. */
export function ownRetiredSubDomainDelete(subDomain: string, organizationId: string): Statement {
  return sql('DELETE FROM retired_sub_domains WHERE sub_domain = ? AND organization_id = ?', [
    subDomain,
    organizationId,
  ]);
}

export function retiredSubDomainDelete(subDomain: string): Statement {
  return sql('DELETE FROM retired_sub_domains WHERE sub_domain = ?', [subDomain]);
}

export function retiredSubDomainsDelete(organizationId: string, since: number): Statement {
  return sql('DELETE FROM retired_sub_domains WHERE organization_id = ? AND since >= ?', [organizationId, since]);
}
