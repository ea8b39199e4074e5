import { annotationsDeletion, annotationsInsert, type AnnotationTable } from '../annotation/annotation-table.js';
import { digestOf } from '../common/digest.js';
import type { Tx } from '../database/statement.js';
import type { StoredToken, TokenSubject } from './stored-token.js';
import type { Annotation } from '../annotation/annotation.rules.js';

/** Where the annotations of tokens are kept. A token that was revoked has none, so that no list can meet it. */
export const TOKEN_ANNOTATIONS: AnnotationTable = {
  name: 'access_token_annotations',
  owner: 'access_token_id',
  list: 'holder_id',
  pairs: 'ix_access_token_annotations_pair',
};

/** What a token's row says of its annotations, for its tag; null where it has none. */
export function annotationsHash(annotations: readonly Annotation[]): string | null {
  return annotations.length === 0 ? null : digestOf(annotations.flatMap(({ key, value }) => [key, value]));
}

/** Queues the annotations of a token that has none. */
export function addTokenAnnotations(
  tx: Tx,
  { id, subject }: Pick<StoredToken, 'id' | 'subject'>,
  annotations: readonly Annotation[],
): void {
  for (const step of annotationsInsert(TOKEN_ANNOTATIONS, { id, list: holderOf(subject) }, annotations)) tx.queue(step);
}

/** Queues that a token has these annotations in the place of its own. */
export function replaceTokenAnnotations(
  tx: Tx,
  token: Pick<StoredToken, 'id' | 'subject'>,
  annotations: readonly Annotation[],
): void {
  tx.queue(annotationsDeletion(TOKEN_ANNOTATIONS, token.id));
  addTokenAnnotations(tx, token, annotations);
}

/** Queues that a new token has the annotations of the one it replaces. */
export function copyTokenAnnotations(tx: Tx, { from, to }: { from: string; to: string }): void {
  tx.queue({
    sql: `INSERT INTO access_token_annotations
        (access_token_id, position, holder_id, name, value, name_hash, pair_hash)
      SELECT ?, a.position, a.holder_id, a.name, a.value, a.name_hash, a.pair_hash
      FROM access_token_annotations a WHERE a.access_token_id = ?`,
    params: [to, from],
  });
}

/** Queues that no token of this organization or user has annotations any more. */
export function dropAnnotationsOfAll(tx: Tx, holderId: string): void {
  tx.queue({ sql: 'DELETE FROM access_token_annotations WHERE holder_id = ?', params: [holderId] });
}

function holderOf(subject: TokenSubject): string {
  if (subject.kind === 'organization') return subject.organizationId;
  return subject.kind === 'user' ? subject.userId : '';
}
