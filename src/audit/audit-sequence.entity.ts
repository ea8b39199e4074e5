import { Column, Entity, PrimaryColumn } from 'typeorm';
import { COUNT, TIME } from '../database/column-types.js';

/** The one row that a sequencer holds exclusively, so that events get their places one batch after the other. */
@Entity('audit_sequence')
export class AuditSequenceEntity {
  /** 1. */
  @PrimaryColumn(COUNT)
  id: number;

  /** The last place that was given. */
  @Column({ ...TIME, name: 'last_place' })
  lastPlace: number;
}
