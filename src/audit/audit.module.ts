import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { AuditService } from './audit.service.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditLineEntity } from './audit-line.entity.js';
import { AuditSequenceEntity } from './audit-sequence.entity.js';
import { EventSequencer } from './event-sequencer.service.js';
import { SequencerSchedule } from './sequencer-schedule.js';

const schedule = (env: Env, sequencer: EventSequencer) => new SequencerSchedule(sequencer, env.SEQUENCE_EVERY_MS);

@Module({
  imports: [TypeOrmModule.forFeature([AuditEventEntity, AuditLineEntity, AuditSequenceEntity]), DatabaseModule],
  providers: [
    AuditService,
    EventSequencer,
    { provide: SequencerSchedule, inject: [Env, EventSequencer], useFactory: schedule },
  ],
  exports: [AuditService, EventSequencer, SequencerSchedule],
})
export class AuditModule {}
