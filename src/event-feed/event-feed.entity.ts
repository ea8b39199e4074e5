import { Column, Entity, PrimaryColumn } from 'typeorm';
import { COUNT, TIME } from '../database/column-types.js';

/** The one row that every process needs to read or clear the feed of events. */
@Entity('event_feed')
export class EventFeedEntity {
  /** 1. */
  @PrimaryColumn(COUNT)
  id: number;

  /** 16 random bytes in hex: what the cursors of the feed are sealed with, so that they show no tenant a place. */
  @Column({ type: 'varchar', length: 32, name: 'cursor_key' })
  cursorKey: string;

  /** The last place in the order of events whose event was cleared; 0 while all are kept. */
  @Column({ ...TIME, name: 'cleared_place' })
  clearedPlace: number;
}
