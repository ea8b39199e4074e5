import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { HttpModule } from '../http/server/http.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { EventFeedCoreV1Controller } from './event-feed.core-v1.controller.js';
import { EventFeedEntity } from './event-feed.entity.js';
import { EventFeedService } from './event-feed.service.js';
import { EventWaiters } from './event-waiters.js';
import { FeedCursors } from './feed-cursors.js';
import { FeedReader } from './feed-reader.js';
import { InstallationFeedCoreV1Controller } from './installation-feed.core-v1.controller.js';
import { WaitingLimits } from './waiting-limits.js';

/** The feeds of events: of an organization with all below it, and of the installation. */
@Module({
  imports: [TypeOrmModule.forFeature([EventFeedEntity]), AuditModule, DatabaseModule, HttpModule, OrganizationModule],
  controllers: [EventFeedCoreV1Controller, InstallationFeedCoreV1Controller],
  providers: [EventFeedService, EventWaiters, FeedCursors, FeedReader, WaitingLimits],
  exports: [EventFeedService, FeedCursors],
})
export class EventFeedModule {}
