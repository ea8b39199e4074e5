import { Injectable } from '@nestjs/common';
import { annotationOf } from '../../annotation/annotation.queries.js';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import { type Organization, tagOf } from '../organization.js';
import { type ChangeOptions, OrganizationChangeService } from '../organization-change.service.js';
import { organizationVersionRaise, versionWithAnnotations } from '../organization.queries.js';
import { refuse } from '../organization.rules.js';
import { organizationAnnotations, organizationAnnotationsReplace } from './organization-annotation.queries.js';
import { type Annotation, annotationProblems } from '../../annotation/annotation.rules.js';

/** The annotations of an organization, and the tag of the state in which it has them. */
export interface TaggedAnnotations {
  readonly annotations: readonly Annotation[];
  readonly tag: string;
}

/** The annotations of organizations, roots and managed ones alike (create-managed-organization page, KeyValue). */
@Injectable()
export class OrganizationAnnotationsService {
  constructor(
    private readonly database: Database,
    private readonly changes: OrganizationChangeService,
  ) {}

  /** The annotations of an organization, in the order in which they were given. */
  async of(ctx: CallContext, organizationId: string): Promise<Annotation[]> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(organizationAnnotations(organizationId)));
    return rows.map(annotationOf);
  }

  /** As `of`, and the tag of the very state that was read: one statement, so that no change comes between the two. */
  async tagged(ctx: CallContext, { id, suspended }: Organization): Promise<TaggedAnnotations> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(versionWithAnnotations(id)));
    const [first] = rows;
    if (!first) throw new Error(`Organization ${id} is not there.`);
    const annotations = rows.flatMap(({ name, value }) => (name === null ? [] : [annotationOf({ name, value })]));
    return { annotations, tag: tagOf({ version: first.version, suspended }) };
  }

  /**
   * Puts these annotations in the place of all that there are. The same ones in the same order change nothing.
   * @returns the annotations as this change has left them
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated;
   *   precondition_failed; validation_failed, in this order
   */
  async replace(
    ctx: CallContext,
    organization: Organization,
    annotations: readonly Annotation[],
    options: Pick<ChangeOptions, 'precondition'> = {},
  ): Promise<TaggedAnnotations> {
    let changed = organization;
    const change = async (tx: Tx, current: Organization) => {
      refuse(annotationProblems(annotations));
      changed = current;
      const [rows] = await tx.read(organizationAnnotations(current.id));
      if (JSON.stringify(rows.map(annotationOf)) === JSON.stringify(annotations)) return undefined;
      organizationAnnotationsReplace(current, annotations).forEach((statement) => tx.queue(statement));
      tx.queue(organizationVersionRaise(current.id));
      changed = { ...current, version: current.version + 1 };
      return { action: 'organization.annotated' as const, data: { annotations: annotations.length } };
    };
    await this.changes.apply(ctx, organization, change, { ...options, activeLevels: 'all' });
    return { annotations, tag: tagOf(changed) };
  }
}
