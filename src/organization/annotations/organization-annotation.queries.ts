import {
  annotationsDelete,
  annotationsInsert,
  annotationsOf,
  type AnnotationRow,
  type AnnotationTable,
} from '../../annotation/annotation.queries.js';
import type { Annotation } from '../../annotation/annotation.rules.js';
import type { Statement } from '../../database/statement.js';
import type { Organization } from '../organization.js';

/** Where the annotations of organizations are kept; a root is part of no list. */
export const ORGANIZATION_ANNOTATIONS: AnnotationTable = {
  name: 'organization_annotations',
  owner: 'organization_id',
  list: 'parent_id',
  pairs: 'ix_organization_annotations_pair',
};

/** The annotations of an organization, in their order. */
export function organizationAnnotations(id: string): Statement<AnnotationRow> {
  return annotationsOf(ORGANIZATION_ANNOTATIONS, id);
}

/**
 * Adds the annotations of an organization that has none. A root's have '' for a parent, so that no list of managed
 * organizations contains it.
 */
export function organizationAnnotationsInsert(
  { id, parentId }: Pick<Organization, 'id' | 'parentId'>,
  annotations: readonly Annotation[],
): Statement[] {
  return annotationsInsert(ORGANIZATION_ANNOTATIONS, { id, list: parentId ?? '' }, annotations);
}

/** Puts these annotations in the place of those that an organization has. */
export function organizationAnnotationsReplace(
  organization: Pick<Organization, 'id' | 'parentId'>,
  annotations: readonly Annotation[],
): Statement[] {
  return [
    annotationsDelete(ORGANIZATION_ANNOTATIONS, organization.id),
    ...organizationAnnotationsInsert(organization, annotations),
  ];
}
