import { Injectable } from '@nestjs/common';
import type { Actor, CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { Statement } from '../database/statement.js';
import { keySpent } from '../idempotency/key-spent.js';
import { ReferenceService } from '../reference/reference.service.js';
import type { Country, CountryState, Currency } from '../reference/reference.js';
import type { Organization, OrganizationLookup, OrganizationPath } from './organization.js';
import {
  organizationByKey,
  type OrganizationKey,
  type OrganizationOnPathRow,
  organizationSeenByUser,
  organizationsOnPath,
} from './organization.queries.js';
import { organizationOf } from './organization.row.js';
import { OrganizationSettings } from './organization.settings.js';
import { KnownPaths } from './path/known-paths.js';
import { assertPermitted, type Intent, type PathState } from './path/organization-path.js';
import { EVERYTHING, knownTo, pathIn } from './path/organization-path.queries.js';

/** An organization with all that its documented object shows (core-v1.md §4.1). */
export interface OrganizationDetails extends Organization {
  readonly infrastructureDomain: string;
  readonly currency: Currency;
  readonly country: Country | null;
  readonly countryState: CountryState | null;
}

/** An organization with the rights of an actor in it. */
export interface OrganizationAccess {
  readonly organization: Organization;
  /** Root first, the organization itself at the end. */
  readonly path: readonly PathState[];
  /** The index on the path of the organization from which the actor acts; `OPERATOR_DEPTH` for the operator. */
  readonly actorDepth: number;
}

/** Finds organizations for callers who may see them. */
@Injectable()
export class OrganizationService {
  constructor(
    private readonly database: Database,
    private readonly references: ReferenceService,
    private readonly settings: OrganizationSettings,
    private readonly paths: KnownPaths,
  ) {}

  /**
   * The organization that a request names, if its caller may do this with it. One read at any depth, and the same
   * statement for an absent organization and for one that the caller does not see, without a row for either.
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated, permission_denied
   */
  async findAccess(ctx: CallContext, lookup: OrganizationLookup, intent: Intent): Promise<OrganizationAccess> {
    const named = 'id' in lookup ? lookup.id : lookup.subDomain;
    const rows = await this.rowsOfPath(ctx, lookup, 'visible');
    const organization = organizationIn(rows);
    if (!organization) throw new DomainError('organization_not_found', { organizationId: named });
    this.paths.keep(organization);
    const path = pathIn(rows);
    return { organization, path, actorDepth: assertPermitted(ctx.actor, organization.id, path, intent) };
  }

  /** As `findAccess`, where no more than the organization is needed. */
  async findVisible(ctx: CallContext, lookup: OrganizationLookup, intent: Intent): Promise<Organization> {
    return (await this.findAccess(ctx, lookup, intent)).organization;
  }

  /**
   * The path of the organization that a request names, for a caller who writes in it and checks the state of the path in
   * the same transaction. A user's roles are always read. What is refused is refused by the same read as in `view`.
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated, permission_denied
   */
  async findPath(ctx: CallContext, lookup: OrganizationLookup): Promise<OrganizationPath> {
    const key = keyOf(lookup);
    return (key && this.knownPath(ctx.actor, key)) ?? this.findVisible(ctx, lookup, 'write');
  }

  /** The organization of an id, deleted or not, for any caller: for what this service itself has created or linked. */
  async byId(ctx: CallContext, id: string): Promise<Organization> {
    return existing(id, await this.rowsOfPath(ctx, { id }, 'any'));
  }

  /**
   * The organization that was created under an `Idempotency-Key`, as it is now.
   * @throws DomainError idempotency_key_spent where it has been deleted
   */
  async created(ctx: CallContext, id: string): Promise<OrganizationDetails> {
    const rows = await this.rowsOfPath(ctx, { id }, 'any');
    const organization = existing(id, rows);
    if (rows.some((row) => row.a_deleted_at !== null)) throw keySpent('organization', id);
    return this.details(ctx, organization);
  }

  /** Completes an organization with what is in memory: its currency, its country, its domain. */
  async details(ctx: CallContext, organization: Organization): Promise<OrganizationDetails> {
    // Another process may have seeded what is missing since this one loaded it: a miss is looked up once more.
    if (!this.hasLocaleOf(organization)) await this.references.load(ctx);
    const { currencyId, countryId, countryStateId } = organization;
    const currency = this.references.currencyById(currencyId);
    if (!currency) throw new Error(`Currency ${currencyId} of organization ${organization.id} is not there.`);
    return {
      ...organization,
      infrastructureDomain: this.settings.infrastructureDomainOf(organization.subDomain),
      currency,
      country: (countryId !== null && this.references.countryById(countryId)) || null,
      countryState: (countryStateId !== null && this.references.countryStateById(countryStateId)) || null,
    };
  }

  private hasLocaleOf({ currencyId, countryId, countryStateId }: Organization): boolean {
    return (
      this.references.currencyById(currencyId) !== undefined &&
      (countryId === null || this.references.countryById(countryId) !== undefined) &&
      (countryStateId === null || this.references.countryStateById(countryStateId) !== undefined)
    );
  }

  /** @param whose `visible` for what the caller sees, `any` for every organization */
  private async rowsOfPath(
    ctx: CallContext,
    lookup: OrganizationLookup,
    whose: 'visible' | 'any',
  ): Promise<OrganizationOnPathRow[]> {
    const key = keyOf(lookup);
    if (!key) return [];
    const known = whose === 'visible' ? this.knownPath(ctx.actor, key) : undefined;
    const statement = whose === 'any' ? organizationByKey(key, EVERYTHING) : visibleByKey(ctx.actor, key);
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read(known ? organizationsOnPath(known.path) : statement),
    );
    return known ? rows.toSorted((one, other) => other.depth - one.depth) : rows;
  }

  /** The path of an organization, where it is known and shows that the organization is visible to this actor. */
  private knownPath(actor: Actor, { column, value }: OrganizationKey): OrganizationPath | undefined {
    const known = column === 'id' ? this.paths.find(value) : undefined;
    return known && isOnPath(actor, known) ? known : undefined;
  }
}

/**
 * The column of a look-up. Only a text with the form of an id is bound to an id column. It is an id under either name,
 * since no sub-domain can have that form: WHMCS sends every identifier that does not begin with `org_` as a sub-domain.
 */
function keyOf(lookup: OrganizationLookup): OrganizationKey | undefined {
  const value = 'id' in lookup ? lookup.id : lookup.subDomain;
  if (isId(value)) return { column: 'id', value };
  return 'subDomain' in lookup && /^[\x21-\x7e]{1,63}$/.test(value) ? { column: 'sub_domain', value } : undefined;
}

/** Whether an organization with this path is visible to an actor, who may write in it where the path is active. */
function isOnPath(actor: Actor, { path }: OrganizationPath): boolean {
  return actor.kind === 'organization' ? path.includes(actor.organizationId) : actor.kind !== 'user';
}

function visibleByKey(actor: Actor, key: OrganizationKey): Statement<OrganizationOnPathRow> {
  return actor.kind === 'user' ? organizationSeenByUser(actor.userId, key) : organizationByKey(key, knownTo(actor));
}

/** The organization of the rows of its path, which are none where it was not found. */
function organizationIn(rows: readonly OrganizationOnPathRow[]): Organization | undefined {
  const [row] = rows;
  return (
    row &&
    organizationOf(
      row,
      rows.some(({ a_holds }) => a_holds > 0),
    )
  );
}

function existing(id: string, rows: readonly OrganizationOnPathRow[]): Organization {
  const organization = organizationIn(rows);
  if (!organization) throw new Error(`Organization ${id} is not there.`);
  return organization;
}
