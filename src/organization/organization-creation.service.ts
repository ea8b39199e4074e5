import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError, type Problem } from '../common/errors.js';
import { Database } from '../database/database.js';
import { isOwnRowAgain, isTaken, RowCountFault } from '../database/faults.js';
import type { Tx } from '../database/steps.js';
import { ReferenceService } from '../reference/reference.service.js';
import { addAnnotations, addOrganization, newOrganization } from './organization.insert.js';
import type { Organization } from './organization.js';
import { assertOpen, pathStateOf, pathStateStep } from './organization-path.js';
import {
  type Annotation,
  annotationProblems,
  enterpriseNameSuffixProblems,
  nameProblems,
  subDomainProblems,
} from './organization.rules.js';
import { type OrganizationDetails, OrganizationService } from './organization.service.js';
import { OrganizationSettings } from './organization.settings.js';

/** What a managed organization is made from (create-managed-organization page, Arguments). */
export interface NewManagedOrganization {
  readonly name: string;
  readonly subDomain: string;
  readonly annotations: readonly Annotation[];
}

/** What a root organization is made from; the operator alone makes one. */
export interface NewRootOrganization {
  readonly name: string;
  readonly subDomain: string;
  /** ISO 4217; the installation's default when absent. */
  readonly currency?: string;
  readonly activated: boolean;
  /** How many managed organizations its tree may hold; null is unlimited. */
  readonly managedLimit: number | null;
  readonly enterpriseNameSuffix?: string;
}

/** Makes organizations: roots for the operator, managed ones for those who resell. */
@Injectable()
export class OrganizationCreation {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly references: ReferenceService,
    private readonly audit: AuditService,
    private readonly settings: OrganizationSettings,
  ) {}

  /**
   * A managed organization under `parent`: activated at birth, with its parent's currency and country.
   *
   * `parent` is as the guard found it; its state is asked again under locks on the whole path, in the transaction
   * that inserts. The counter of the root's limit is the last statement before COMMIT: it is the one row that all
   * creations of a tree must pass, one after another.
   * @throws DomainError validation_failed, organization_depth_reached, organization_suspended,
   *   organization_not_activated, organization_limit_reached
   */
  async createManaged(
    ctx: CallContext,
    parent: Organization,
    input: NewManagedOrganization,
  ): Promise<{ organization: OrganizationDetails; annotations: readonly Annotation[] }> {
    this.refuse([...this.valueProblems(input.name, input.subDomain), ...annotationProblems(input.annotations)]);
    if (parent.depth >= this.settings.maxDepth) {
      throw new DomainError('organization_depth_reached', { depth: this.settings.maxDepth });
    }
    const organization = newOrganization({ parent, ...input, activated: true, currencyId: parent.currencyId });
    try {
      await this.database.write(ctx, (tx) => this.insertManaged(tx, ctx, parent, organization, input.annotations));
    } catch (fault) {
      // A COMMIT whose answer was lost: the second try has met the first one's row.
      if (!isOwnRowAgain(fault)) throw await this.explain(ctx, parent, fault);
    }
    return { organization: await this.organizations.details(ctx, organization), annotations: input.annotations };
  }

  /**
   * A root organization, with the limit that its whole tree shares.
   * @throws DomainError validation_failed
   */
  async createRoot(ctx: CallContext, input: NewRootOrganization): Promise<OrganizationDetails> {
    const { enterpriseNameSuffix: suffix } = input;
    this.refuse([
      ...this.valueProblems(input.name, input.subDomain),
      ...(suffix === undefined ? [] : enterpriseNameSuffixProblems(suffix)),
    ]);
    const currency = this.references.currencyByCode(input.currency ?? this.settings.defaultCurrency);
    if (!currency) this.refuse([{ field: 'currency', problem: 'invalid' }]);
    const organization = newOrganization({ ...input, currencyId: currency!.id });
    try {
      await this.database.write(ctx, (tx) => this.insertRoot(tx, ctx, organization, input.managedLimit));
    } catch (fault) {
      if (isTaken(fault, 'uq_organizations_sub_domain')) throw taken();
      if (!isOwnRowAgain(fault)) throw fault;
    }
    return this.organizations.details(ctx, organization);
  }

  private async insertManaged(
    tx: Tx,
    ctx: CallContext,
    parent: Organization,
    organization: Organization,
    annotations: readonly Annotation[],
  ): Promise<void> {
    // The locks come first and the judgement reads what they hold still: without them a suspension and a creation
    // never meet, and a row appears after the suspension was answered (decisions §8).
    tx.add(pathStateStep(parent.path, 'locked'));
    addOrganization(tx, organization);
    addAnnotations(tx, organization, annotations);
    this.audit.record(tx, ctx, {
      action: 'organization.created',
      subjectType: 'organization',
      subjectId: organization.id,
      organizationId: organization.id,
      data: { parentId: parent.id, managed: true },
    });
    tx.add({
      sql: `UPDATE organization_usage SET managed_count = managed_count + 1
        WHERE organization_id = ? AND (managed_limit IS NULL OR managed_count < managed_limit)`,
      params: [parent.path[0]!],
      rows: 1,
    });
    const [path] = await tx.send();
    assertOpen(parent.id, path!.map(pathStateOf), parent.depth);
  }

  private async insertRoot(tx: Tx, ctx: CallContext, organization: Organization, limit: number | null): Promise<void> {
    addOrganization(tx, organization);
    tx.add({
      sql: 'INSERT INTO organization_usage (organization_id, managed_count, managed_limit) VALUES (?, 0, ?)',
      params: [organization.id, limit],
    });
    this.audit.record(tx, ctx, {
      action: 'organization.created',
      subjectType: 'organization',
      subjectId: organization.id,
      organizationId: organization.id,
      data: { parentId: null, managed: false, limit },
    });
    await tx.send();
  }

  /**
   * What an interrupted batch means. Its earlier answers are lost with it, so the state is read again: the first
   * check in the documented order that fails is the answer, and 422 never hides a 403.
   */
  private async explain(ctx: CallContext, parent: Organization, fault: unknown): Promise<unknown> {
    const subDomainTaken = isTaken(fault, 'uq_organizations_sub_domain');
    if (!subDomainTaken && !(fault instanceof RowCountFault)) return fault;
    const [path, usage] = await this.database.read(ctx, (reader) =>
      reader.read(pathStateStep(parent.path, 'unlocked'), {
        sql: 'SELECT managed_limit FROM organization_usage WHERE organization_id = ?',
        params: [parent.path[0]!],
      }),
    );
    assertOpen(parent.id, path!.map(pathStateOf), parent.depth);
    if (subDomainTaken) return taken();
    return new DomainError('organization_limit_reached', { limit: Number(usage![0]?.managed_limit ?? 0) });
  }

  private valueProblems(name: string, subDomain: string): Problem[] {
    return [...nameProblems(name), ...subDomainProblems(subDomain, this.settings.reservedSubDomains)];
  }

  private refuse(problems: readonly Problem[]): void {
    if (problems.length > 0) throw new DomainError('validation_failed', { problems });
  }
}

function taken(): DomainError<'validation_failed'> {
  return new DomainError('validation_failed', { problems: [{ field: 'sub_domain', problem: 'taken' }] });
}
