import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { isId } from '../common/ids.js';
import type { Condition } from '../common/standing.js';
import { Database } from '../database/database.js';
import type { Row, Statement } from '../database/statement.js';
import { keySpent } from '../idempotency/key-spent.js';
import { ReferenceService } from '../reference/reference.service.js';
import type { Country, CountryState, Currency } from '../reference/reference.js';
import { type Organization, ORGANIZATION_COLUMNS, type OrganizationLookup, organizationOf } from './organization.js';
import {
  assertPermitted,
  IDS_OF_PATH,
  type Intent,
  PATH_STATE_COLUMNS,
  pathIn,
  type PathState,
  pathStateOf,
} from './path/organization-path.js';
import { EVERYTHING, knownTo, PATH_BEHIND_ROLES, ROLE_ON_PATH, ROLES_ON_PATH } from './path/organization-visibility.js';
import { OrganizationSettings } from './organization.settings.js';

/** An organization with all that its documented object shows (core-v1.md §4.1). */
export interface OrganizationDetails extends Organization {
  readonly infrastructureDomain: string;
  readonly currency: Currency;
  readonly country: Country | null;
  readonly countryState: CountryState | null;
}

/** An organization as an actor meets it. */
export interface OrganizationAccess {
  readonly organization: Organization;
  /** Root first, the organization itself at the end. */
  readonly path: readonly PathState[];
  /** The index on the path where the actor stands; `OPERATOR_DEPTH` for the operator. */
  readonly standing: number;
}

/** Finds organizations for those who may see them. */
@Injectable()
export class OrganizationService {
  constructor(
    private readonly database: Database,
    private readonly references: ReferenceService,
    private readonly settings: OrganizationSettings,
  ) {}

  /**
   * The organization that a request names, if its caller may do this with it. One read at any depth, and the same
   * statement for an absent organization and for one that the caller does not see, without a row for either.
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated, permission_denied
   */
  async view(ctx: CallContext, lookup: OrganizationLookup, intent: Intent): Promise<OrganizationAccess> {
    const named = 'id' in lookup ? lookup.id : lookup.subDomain;
    const rows = await this.rowsOfPath(ctx, lookup, 'seen');
    const path = pathIn(rows);
    const standing = assertPermitted(ctx.actor, rows[0] ? String(rows[0].id) : named, path, intent);
    return { organization: foundIn(rows), path, standing };
  }

  /** As `view`, for those who need no more than the organization. */
  async findVisible(ctx: CallContext, lookup: OrganizationLookup, intent: Intent): Promise<Organization> {
    return (await this.view(ctx, lookup, intent)).organization;
  }

  /** The organization of an id, deleted or not, whoever asks: for what this service itself has made or linked. */
  async byId(ctx: CallContext, id: string): Promise<Organization> {
    const rows = await this.rowsOfPath(ctx, { id }, 'any');
    if (rows.length === 0) throw new Error(`Organization ${id} is not there.`);
    return foundIn(rows);
  }

  /**
   * The organization that was made under an `Idempotency-Key`, as it is by now.
   * @throws DomainError idempotency_key_spent where it has been deleted
   */
  async made(ctx: CallContext, id: string): Promise<OrganizationDetails> {
    const rows = await this.rowsOfPath(ctx, { id }, 'any');
    if (rows.length === 0) throw new Error(`Organization ${id} is not there.`);
    if (rows.some((row) => pathStateOf(row).deleted)) throw keySpent('organization', id);
    return this.details(ctx, foundIn(rows));
  }

  /** Completes an organization with what stands in memory: its currency, its country, its domain. */
  async details(ctx: CallContext, organization: Organization): Promise<OrganizationDetails> {
    const { currencyId, countryId, countryStateId } = organization;
    const currency = await this.known(ctx, currencyId, (id) => this.references.currencyById(id));
    if (!currency) throw new Error(`Currency ${currencyId} of organization ${organization.id} is not there.`);
    return {
      ...organization,
      infrastructureDomain: this.settings.infrastructureDomainOf(organization.subDomain),
      currency,
      country: await this.known(ctx, countryId, (id) => this.references.countryById(id)),
      countryState: await this.known(ctx, countryStateId, (id) => this.references.countryStateById(id)),
    };
  }

  private async rowsOfPath(ctx: CallContext, lookup: OrganizationLookup, whose: 'seen' | 'any'): Promise<Row[]> {
    const key = keyOf(lookup);
    if (!key) return [];
    const step = whose === 'seen' && ctx.actor.kind === 'user' ? seenByUser(ctx.actor.userId, key) : undefined;
    const seen = whose === 'seen' && ctx.actor.kind !== 'user' ? knownTo(ctx.actor) : EVERYTHING;
    const [rows] = await this.database.read(ctx, (reader) => reader.read(step ?? found(key, seen)));
    return rows!;
  }

  /** Another process may have seeded what this one has not seen yet: a miss is looked for once more. */
  private async known<T>(ctx: CallContext, id: string | null, find: (id: string) => T | undefined): Promise<T | null> {
    if (id === null) return null;
    const found = find(id);
    if (found !== undefined) return found;
    await this.references.load(ctx);
    return find(id) ?? null;
  }
}

interface Key {
  readonly column: 'id' | 'sub_domain';
  readonly value: string;
}

/** The organization of a key and its path, if it meets a condition. */
function found({ column, value }: Key, condition: Condition): Statement {
  return {
    sql: `SELECT ${ORGANIZATION_COLUMNS}, ${PATH_STATE_COLUMNS}
      FROM organizations o JOIN organizations a ON a.id IN (${IDS_OF_PATH})
      WHERE o.${column} = ? AND ${condition.sql}`,
    params: [value, ...condition.params],
  };
}

/** The same, if this user has a role on the path, with the roles. */
function seenByUser(userId: string, { column, value }: Key): Statement {
  return {
    sql: `SELECT STRAIGHT_JOIN ${ORGANIZATION_COLUMNS}, ${PATH_STATE_COLUMNS}, ${ROLE_ON_PATH}
      FROM users u LEFT JOIN organizations o ON o.${column} = ? JOIN ${ROLES_ON_PATH} ${PATH_BEHIND_ROLES}
      WHERE u.id = ?`,
    params: [value, userId],
  };
}

/**
 * The column that a lookup asks for. What has not the form of an id is never bound to an id column: it is simply not
 * found. What has it is an id under either name, since no sub-domain can have that form; WHMCS sends every identifier
 * that does not begin with `org_` as a sub-domain.
 */
function keyOf(lookup: OrganizationLookup): Key | undefined {
  const value = 'id' in lookup ? lookup.id : lookup.subDomain;
  if (isId(value)) return { column: 'id', value };
  return 'subDomain' in lookup && /^[\x21-\x7e]{1,63}$/.test(value) ? { column: 'sub_domain', value } : undefined;
}

/** The organization of these rows, one for each of its path; held when one of them is. */
function foundIn(rows: readonly Row[]): Organization {
  return organizationOf(
    rows[0]!,
    rows.some((row) => pathStateOf(row).holds > 0),
  );
}
