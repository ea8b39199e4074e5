import { Column, Entity, PrimaryColumn } from 'typeorm';
import { COUNT, ID } from '../../database/column-types.js';

/**
 * How many living organizations there are in a part of what one organization manages, so that a page far behind in the
 * list begins at a known place (decisions §8, record 0043). A block is of organizations next to each other in the order of
 * ids, and begins behind the block before it; a section is of whole blocks, so that no request adds up all of them.
 *
 * Invariant, in every committed state: `size` is the number of living organizations from the end of the block before to
 * `last_id`. Blocks are only added, behind the last one and of organizations that are older than any creation under way;
 * each deletion lowers its block and its section in its own transaction. There is no foreign key: rows of organizations
 * stay.
 */
@Entity('managed_blocks')
export class ManagedBlockEntity {
  @PrimaryColumn({ ...ID, name: 'parent_id' })
  parentId: string;

  /** 1 for a block, 2 for a section. */
  @PrimaryColumn(COUNT)
  level: number;

  /** The id of its last organization when it was added, which may have been deleted since. */
  @PrimaryColumn({ ...ID, name: 'last_id' })
  lastId: string;

  @Column(COUNT)
  size: number;
}
