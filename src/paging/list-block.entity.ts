import { Column, Entity, PrimaryColumn } from 'typeorm';
import { COUNT, ID } from '../database/column-types.js';

/**
 * How many entries there are in a part of a list whose entries come at its end alone, so that a page far behind begins
 * at a known place, and a long list is counted in few steps (record 0043). A block is of entries next to each other in
 * the order of ids, and begins behind the block before it; a section is of whole blocks, so that no request adds up all
 * of them.
 *
 * Invariant, in every committed state: `size` is the number of entries from the end of the block before to `last_id`.
 * Blocks are only added, behind the last one and of entries that are older than any creation under way; what leaves the
 * list lowers its block and its section in its own transaction. Both happen behind an exclusive lock on the row of level
 * 0, the one of the list itself, which counts what has left it since it was first locked. There is no foreign key: the rows
 * are of lists, and each kind of list belongs to a table of its own.
 */
@Entity('list_blocks')
export class ListBlockEntity {
  /** Of what the list is: a `ListKind`. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  kind: string;

  /** Whose list it is. */
  @PrimaryColumn({ ...ID, name: 'owner_id' })
  ownerId: string;

  /** 0 for the list, 1 for a block, 2 for a section. */
  @PrimaryColumn(COUNT)
  level: number;

  /** The id of its last entry when it was added, which may have left since; '' on level 0. */
  @PrimaryColumn({ ...ID, name: 'last_id' })
  lastId: string;

  @Column(COUNT)
  size: number;
}
