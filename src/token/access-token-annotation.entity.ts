import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { COUNT, HASH, ID } from '../database/column-types.js';
import { AccessTokenEntity } from './access-token.entity.js';

/** One annotation of a token that has not been revoked. */
@Entity('access_token_annotations')
@Unique('uq_access_token_annotations_access_token_name_hash', ['accessTokenId', 'nameHash'])
@Index('ix_access_token_annotations_pair', ['holderId', 'pairHash', 'accessTokenId'])
export class AccessTokenAnnotationEntity {
  @PrimaryColumn({ ...ID, name: 'access_token_id' })
  accessTokenId: string;

  @ManyToOne(() => AccessTokenEntity, { nullable: false })
  @JoinColumn({ name: 'access_token_id', foreignKeyConstraintName: 'fk_access_token_annotations_access_token' })
  accessToken: AccessTokenEntity;

  /** The place in the order in which they were given, from 0. */
  @PrimaryColumn(COUNT)
  position: number;

  /**
   * The organization or user of the token, repeated here so that filtering an organization's list needs this table's
   * index alone; '' for the operator's.
   */
  @Column({ ...ID, name: 'holder_id' })
  holderId: string;

  /** `key` in the API. */
  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 1000, nullable: true })
  value: string | null;

  /** SHA-256 of the name, as of an organization's annotations. */
  @Column({ ...HASH, name: 'name_hash' })
  nameHash: string;

  /** SHA-256 of name and value. */
  @Column({ ...HASH, name: 'pair_hash' })
  pairHash: string;
}
