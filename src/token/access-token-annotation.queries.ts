import {
  annotationsDelete,
  annotationsInsert,
  annotationsOf,
  type AnnotationRow,
  type AnnotationTable,
} from '../annotation/annotation.queries.js';
import type { Annotation } from '../annotation/annotation.rules.js';
import { sql, type Statement } from '../database/statement.js';
import type { StoredToken, TokenSubject } from './stored-token.js';
import { placeholders } from '../database/placeholders.js';

/** Where the annotations of tokens are kept. A token that was revoked has none, so that no list can contain it. */
export const TOKEN_ANNOTATIONS: AnnotationTable = {
  name: 'access_token_annotations',
  owner: 'access_token_id',
  list: 'holder_id',
  pairs: 'ix_access_token_annotations_pair',
};

type TokenKey = Pick<StoredToken, 'id' | 'subject'>;

/** The annotations of a token, in their order. */
export function tokenAnnotations(id: string): Statement<AnnotationRow> {
  return annotationsOf(TOKEN_ANNOTATIONS, id);
}

/** Adds the annotations of a token that has none. */
export function tokenAnnotationsInsert({ id, subject }: TokenKey, annotations: readonly Annotation[]): Statement[] {
  return annotationsInsert(TOKEN_ANNOTATIONS, { id, list: holderOf(subject) }, annotations);
}

/** Puts these annotations in the place of those that a token has. */
export function tokenAnnotationsReplace(token: TokenKey, annotations: readonly Annotation[]): Statement[] {
  return [tokenAnnotationsDelete(token.id), ...tokenAnnotationsInsert(token, annotations)];
}

export function tokenAnnotationsDelete(id: string): Statement {
  return annotationsDelete(TOKEN_ANNOTATIONS, id);
}

/** Adds to a new token the annotations of the one it replaces. */
export function tokenAnnotationsCopy({ from, to }: { from: string; to: string }): Statement {
  return sql(
    `INSERT INTO access_token_annotations
        (access_token_id, position, holder_id, name, value, name_hash, pair_hash)
      SELECT ?, a.position, a.holder_id, a.name, a.value, a.name_hash, a.pair_hash
      FROM access_token_annotations a WHERE a.access_token_id = ?`,
    [to, from],
  );
}

/** @param ids at least one */
export function annotationsOfTokensDelete(ids: readonly string[]): Statement {
  return sql(`DELETE FROM access_token_annotations WHERE access_token_id IN (${placeholders(ids)})`, ids);
}

function holderOf(subject: TokenSubject): string {
  if (subject.kind === 'organization') return subject.organizationId;
  return subject.kind === 'user' ? subject.userId : '';
}
