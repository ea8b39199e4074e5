import { Module } from '@nestjs/common';
import { Env } from '../../config/env.js';
import { DatabaseModule } from '../../database/database.module.js';
import { EventRetentionService } from './event-retention.service.js';
import { RetentionSchedule } from './retention-schedule.js';

const schedule = (env: Env, retention: EventRetentionService) =>
  new RetentionSchedule(retention, env.AUDIT_RETENTION_DAYS);

/** How long events are kept. */
@Module({
  imports: [DatabaseModule],
  providers: [
    EventRetentionService,
    { provide: RetentionSchedule, inject: [Env, EventRetentionService], useFactory: schedule },
  ],
})
export class EventRetentionModule {}
