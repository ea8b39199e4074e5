import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessTokenModule } from './access-token/access-token.module.js';
import { ApiTokenModule } from './api-token/api-token.module.js';
import { AuditLogModule } from './audit/audit-log.module.js';
import { AccessGuard } from './auth/access.guard.js';
import { TokenModule } from './auth/token.module.js';
import { ClientModule } from './client/client.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Env } from './config/env.js';
import { DatabaseModule } from './database/database.module.js';
import { EnterpriseModule } from './enterprise/enterprise.module.js';
import { HealthModule } from './health/health.module.js';
import { ArgumentsGuard } from './http/arguments.guard.js';
import { HttpModule } from './http/http.module.js';
import { OpenApiModule } from './http/openapi/openapi.module.js';
import { RouteGuard } from './http/route.guard.js';
import { OrganizationDeletionModule } from './organization/organization-deletion.module.js';
import { OrganizationModule } from './organization/organization.module.js';
import { ReferenceApiModule } from './reference/reference-api.module.js';
import { type Mode, StartupModule } from './startup/startup.module.js';
import { UserErasureModule } from './user/user-erasure.module.js';
import { UserModule } from './user/user.module.js';

/** Everything there is. */
@Module({})
export class AppModule {
  static register(env: Env, mode: Mode = 'service'): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.register(env),
        StartupModule.register(mode),
        HttpModule,
        DatabaseModule,
        TokenModule,
        OrganizationModule,
        OrganizationDeletionModule,
        ApiTokenModule,
        AccessTokenModule,
        AuditLogModule,
        EnterpriseModule,
        UserModule,
        UserErasureModule,
        ReferenceApiModule,
        ClientModule,
        HealthModule,
        OpenApiModule,
      ],
      // One order of checks, in both dialects (decisions §4): route, token and scope, then the body and its
      // arguments. Guards of a controller come after these, so the organization is looked for last.
      providers: [
        { provide: APP_GUARD, useClass: RouteGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: ArgumentsGuard },
      ],
    };
  }
}
