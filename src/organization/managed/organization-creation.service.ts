import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { Database } from '../../database/database.js';
import { Metrics } from '../../observability/metrics/metrics.js';
import { isDuplicateOfOwnInsert, isUniqueViolation, RowCountError } from '../../database/database-errors.js';
import type { Tx } from '../../database/statement.js';
import { type Claim, NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { managedOrganizationInsert } from '../organization.queries.js';
import {
  type DrawnOrganization,
  newOrganization,
  type OrganizationLocale,
  type OrganizationPath,
} from '../organization.js';
import { limitOfTree, managedCountIncrement, roomInTree } from '../limits/organization-usage.queries.js';
import { organizationAnnotationsInsert } from '../annotations/organization-annotation.queries.js';
import { OrganizationAnnotationsService } from '../annotations/organization-annotations.service.js';
import { assertActive } from '../path/organization-path.js';
import { nameProblems, refuse, subDomainProblems } from '../organization.rules.js';
import { type OrganizationDetails, OrganizationService } from '../organization.service.js';
import { OrganizationSettings } from '../organization.settings.js';
import { formerHolder } from '../roots/retired-sub-domain.queries.js';
import { assertNotRetired, subDomainTaken } from '../roots/retired-sub-domains.js';
import { type Annotation, annotationProblems } from '../../annotation/annotation.rules.js';
import { type PathDefaultsRow, pathDefaults, pathStateOf, pathStates } from '../path/organization-path.queries.js';

/** What a managed organization is created from (create-managed-organization page, Arguments). */
export interface NewManagedOrganization {
  readonly name: string;
  readonly subDomain: string;
  readonly annotations: readonly Annotation[];
}

/** An organization with its annotations. */
export interface AnnotatedOrganization {
  readonly organization: OrganizationDetails;
  readonly annotations: readonly Annotation[];
}

/** Creates managed organizations, for platforms that resell. */
@Injectable()
export class OrganizationCreationService {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly annotations: OrganizationAnnotationsService,
    private readonly audit: AuditService,
    private readonly settings: OrganizationSettings,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Creates a managed organization below `parent`: activated from the start, with its parent's currency and country.
   *
   * The state of the whole path is read under locks, in the transaction that inserts. The counter of the root's limit is
   * the last statement before COMMIT: it is the one row that all creations of a tree must pass, one after another.
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated, validation_failed,
   *   organization_depth_reached, organization_limit_reached
   */
  async createManaged(
    ctx: CallContext,
    parent: OrganizationPath,
    input: NewManagedOrganization,
    claim = NO_CLAIM,
  ): Promise<AnnotatedOrganization> {
    await this.refuseInput(ctx, parent, input);
    const drawn = newOrganization({ parent, ...input, activated: true });
    const insert = (tx: Tx) => this.insertManaged(tx, ctx, parent, drawn, input.annotations, claim);
    const retryOn = async (error: unknown) => error instanceof RowCountError && (await this.hasRoom(ctx, parent));
    try {
      const locale = await this.database.write(ctx, insert, { rethrowLockTimeout: claim.isKeyed, retryOn });
      this.metrics.created('organization');
      const organization = await this.organizations.details(ctx, { ...drawn, ...locale });
      return { organization, annotations: input.annotations };
    } catch (error) {
      if (!isDuplicateOfOwnInsert(error)) throw await this.explain(ctx, parent, drawn, error);
      this.metrics.created('organization');
      // A COMMIT whose reply was lost: the second try found the first one's row.
      const organization = await this.organizations.details(ctx, await this.organizations.byId(ctx, drawn.id));
      return { organization, annotations: input.annotations };
    }
  }

  /**
   * What `createManaged` has created, as it is now.
   * @throws DomainError idempotency_key_spent where it has been deleted
   */
  async created(ctx: CallContext, id: string): Promise<AnnotatedOrganization> {
    const organization = await this.organizations.created(ctx, id);
    return { organization, annotations: await this.annotations.of(ctx, id) };
  }

  /** Refuses what cannot be created, behind the state of the path: 422 never hides a 403. */
  private async refuseInput(ctx: CallContext, parent: OrganizationPath, input: NewManagedOrganization): Promise<void> {
    const problems = [
      ...nameProblems(input.name),
      ...subDomainProblems(input.subDomain, this.settings.reservedSubDomains),
      ...annotationProblems(input.annotations),
    ];
    const { maxDepth } = this.settings;
    if (problems.length === 0 && parent.depth < maxDepth) return;
    const [states] = await this.database.read(ctx, (reader) => reader.read(pathStates(parent.path, 'unlocked')));
    assertActive(parent.id, states.map(pathStateOf), parent.depth);
    refuse(problems);
    throw new DomainError('organization_depth_reached', { depth: maxDepth });
  }

  private async insertManaged(
    tx: Tx,
    ctx: CallContext,
    parent: OrganizationPath,
    organization: DrawnOrganization,
    annotations: readonly Annotation[],
    claim: Claim,
  ): Promise<OrganizationLocale> {
    // Locked before the state is checked: without the locks a creation and a suspension do not wait for each other, and
    // a row appears after the suspension was answered (decisions §8).
    const states = tx.queue(pathDefaults(parent.path, 'locked'));
    // Ahead of the sub-domain: a repetition of the request must wait here, and not be refused there as "taken".
    claim.take(tx, organization.id);
    tx.queue(managedOrganizationInsert(organization));
    organizationAnnotationsInsert(organization, annotations).forEach((statement) => tx.queue(statement));
    this.audit.record(tx, ctx, {
      action: 'organization.created',
      subjectType: 'organization',
      subjectId: organization.id,
      organizationId: organization.id,
      data: { parentId: parent.id, managed: true },
    });
    const formerHolders = tx.queue(formerHolder(organization.subDomain));
    tx.queue(managedCountIncrement(parent.path[0]!, tx.admission()));
    await tx.flush();
    assertActive(parent.id, states.rows.map(pathStateOf), parent.depth);
    assertNotRetired(formerHolders.rows, organization.id);
    return localeOf(states.rows.find(({ a_id }) => a_id === parent.id)!);
  }

  /**
   * Whether the limit did not refuse, or does not any more: then the other condition of the same statement did, the
   * caller's standing, which is true again by now. A limit with room is never answered as reached.
   */
  private async hasRoom(ctx: CallContext, { path: [root] }: OrganizationPath): Promise<boolean> {
    const [[room]] = await this.database.read(ctx, (reader) => reader.read(roomInTree(root!)));
    return room !== undefined;
  }

  /**
   * The error to answer after an interrupted batch. Its earlier results are lost with it, so the state is read again: the
   * first check in the documented order that fails is the answer, and 422 never hides a 403.
   */
  private async explain(
    ctx: CallContext,
    parent: OrganizationPath,
    organization: DrawnOrganization,
    error: unknown,
  ): Promise<unknown> {
    const isSubDomainTaken = isUniqueViolation(error, 'uq_organizations_sub_domain');
    if (!isSubDomainTaken && !(error instanceof RowCountError)) return error;
    const [path, [usage], formerHolders] = await this.database.read(ctx, (reader) =>
      reader.read(
        pathStates(parent.path, 'unlocked'),
        limitOfTree(parent.path[0]!),
        formerHolder(organization.subDomain),
      ),
    );
    assertActive(parent.id, path.map(pathStateOf), parent.depth);
    if (isSubDomainTaken) return subDomainTaken();
    assertNotRetired(formerHolders, organization.id);
    return new DomainError('organization_limit_reached', { limit: usage?.managed_limit ?? 0 });
  }
}

function localeOf({ a_currency_id, a_country_id, a_country_state_id }: PathDefaultsRow): OrganizationLocale {
  return { currencyId: a_currency_id, countryId: a_country_id, countryStateId: a_country_state_id };
}
