import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { TokenModule } from '../token/token.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { EventRetentionModule } from '../event-feed/retention/event-retention.module.js';
import { OrganizationModule } from '../organization/organization.module.js';
import { RootOrganizationModule } from '../organization/roots/root-organization.module.js';
import { ReferenceModule } from '../reference/reference.module.js';
import { WebhookDeliveryModule } from '../webhook/delivery/webhook-delivery.module.js';
import { FirstStartService } from './first-start.service.js';
import { BackgroundWork } from './background-work.js';
import { StartupService } from './startup.service.js';
import { StartupSettings } from './startup.settings.js';

/** Whether the application is a service, which prepares itself, or a command, which calls `StartupService.prepare`. */
export type Mode = 'service' | 'command';

@Module({})
export class StartupModule {
  static register(mode: Mode): DynamicModule {
    const settings = (env: Env) =>
      new StartupSettings(env.embedded, env.migratesAtStart, mode === 'command', env.DATA_DIR);
    return {
      module: StartupModule,
      imports: [
        AuditModule,
        TokenModule,
        DatabaseModule,
        EventRetentionModule,
        OrganizationModule,
        RootOrganizationModule,
        ReferenceModule,
        WebhookDeliveryModule,
      ],
      providers: [
        StartupService,
        BackgroundWork,
        FirstStartService,
        { provide: StartupSettings, inject: [Env], useFactory: settings },
      ],
      exports: [StartupService, FirstStartService],
    };
  }
}
