import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { AuditService } from './audit.service.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditLineEntity } from './audit-line.entity.js';
import { AuditSequenceEntity } from './audit-sequence.entity.js';
import { EventSequencer } from './event-sequencer.service.js';
import { ReadersCatchUp } from './readers-catch-up.js';
import { SequencerSchedule } from './sequencer-schedule.js';

const READER_PATIENCE_MS = 2_000;

const schedule = (env: Env, sequencer: EventSequencer) => new SequencerSchedule(sequencer, env.SEQUENCE_EVERY_MS);
// Most of the deadline is left for what the request is about.
const catchUp = (env: Env, sequencer: EventSequencer) =>
  new ReadersCatchUp(sequencer, Math.min(READER_PATIENCE_MS, env.REQUEST_DEADLINE_MS / 4));

@Module({
  imports: [TypeOrmModule.forFeature([AuditEventEntity, AuditLineEntity, AuditSequenceEntity]), DatabaseModule],
  providers: [
    AuditService,
    EventSequencer,
    { provide: SequencerSchedule, inject: [Env, EventSequencer], useFactory: schedule },
    { provide: ReadersCatchUp, inject: [Env, EventSequencer], useFactory: catchUp },
  ],
  exports: [AuditService, EventSequencer, ReadersCatchUp, SequencerSchedule],
})
export class AuditModule {}
