import { Module } from '@nestjs/common';
import { Env } from '../../config/env.js';
import { DatabaseModule } from '../../database/database.module.js';
import { EventRetentionService } from './event-retention.service.js';
import { RetentionSchedule } from './retention-schedule.js';
import { RetentionSettings } from './retention-settings.js';

const settings = (env: Env) => new RetentionSettings(env.AUDIT_RETENTION_DAYS);

/** How long events are kept. */
@Module({
  imports: [DatabaseModule],
  providers: [
    EventRetentionService,
    RetentionSchedule,
    { provide: RetentionSettings, inject: [Env], useFactory: settings },
  ],
  exports: [RetentionSchedule],
})
export class EventRetentionModule {}
