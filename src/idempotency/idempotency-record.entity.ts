import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { HASH, ID, TIME } from '../database/column-types.js';

/**
 * A request with an `Idempotency-Key` that succeeded. It is kept for ever: a key that is used again after its deletion
 * would create a second tenant. Only a key that was the email of an erased person is deleted.
 */
@Entity('idempotency_records')
@Unique('uq_idempotency_records_key', ['scopeId', 'route', 'keyHash'])
@Index('ix_idempotency_records_key', ['keyHash'])
export class IdempotencyRecordEntity {
  @PrimaryColumn(ID)
  id: string;

  /** The organization or user whose token was used, or '' for the operator: it outlives a change of the token. */
  @Column({ ...ID, name: 'scope_id' })
  scopeId: string;

  /** Method and template: `POST /core/v1/organizations/:organization/managed`. */
  @Column({ type: 'varchar', length: 255 })
  route: string;

  /** SHA-256 of the key, which may be an email. */
  @Column({ ...HASH, name: 'key_hash' })
  keyHash: string;

  /** SHA-256 of the key and the arguments. */
  @Column({ ...HASH, name: 'meaning_hash' })
  meaningHash: string;

  /** What was created or changed. */
  @Column({ ...ID, name: 'subject_id' })
  subjectId: string;

  /** A secret of the answer, sealed with the token of the request; null where there was none. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  sealed: string | null;

  @Column({ ...TIME, name: 'created_at' })
  createdAt: number;
}
