import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessTokenModule } from './token/api-v2/access-token.module.js';
import { ApiTokenModule } from './token/core-v1/api-token.module.js';
import { AuditLogModule } from './audit-log/audit-log.module.js';
import { AccessGuard } from './auth/access.guard.js';
import { AuthModule } from './auth/auth.module.js';
import { TokenAuthenticationModule } from './token/authentication/token-authentication.module.js';
import { ClientModule } from './platform/client.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Env } from './config/env.js';
import { EventFeedModule } from './event-feed/event-feed.module.js';
import { EventRetentionModule } from './event-feed/retention/event-retention.module.js';
import { DatabaseModule } from './database/database.module.js';
import { EnterpriseModule } from './enterprise/enterprise.module.js';
import { HealthModule } from './platform/health.module.js';
import { IntegrityModule } from './integrity/integrity.module.js';
import { ArgumentsGuard } from './http/validation/arguments.guard.js';
import { HttpModule } from './http/server/http.module.js';
import { MetricsEndpointModule } from './metrics/metrics-endpoint.module.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { PageModule } from './openapi/page/page.module.js';
import { RouteGuard } from './http/server/route.guard.js';
import { OrganizationDeletionModule } from './organization-deletion/organization-deletion.module.js';
import { OrganizationAnnotationsModule } from './organization/annotations/organization-annotations.module.js';
import { OrganizationHoldsModule } from './organization/holds/organization-holds.module.js';
import { OrganizationLimitsModule } from './organization/limits/organization-limits.module.js';
import { OrganizationListModule } from './organization/listing/organization-list.module.js';
import { ManagedOrganizationModule } from './organization/managed/managed-organization.module.js';
import { OrganizationProfileModule } from './organization/profile/organization-profile.module.js';
import { RootOrganizationModule } from './organization/roots/root-organization.module.js';
import { ReferenceApiModule } from './reference-api/reference-api.module.js';
import { type Mode, StartupModule } from './startup/startup.module.js';
import { UserErasureModule } from './user-erasure/user-erasure.module.js';
import { UserAccessModule } from './user/access/user-access.module.js';
import { UserRolesModule } from './user/roles/user-roles.module.js';
import { WebhookDeliveryApiModule } from './webhook/deliveries/webhook-delivery.module.js';
import { WebhookEndpointModule } from './webhook/endpoints/webhook-endpoint.module.js';
import { WebhookDeliveryModule } from './webhook/delivery/webhook-delivery.module.js';

const FEATURES = [
  OrganizationListModule,
  ManagedOrganizationModule,
  RootOrganizationModule,
  OrganizationProfileModule,
  OrganizationAnnotationsModule,
  OrganizationHoldsModule,
  OrganizationLimitsModule,
  OrganizationDeletionModule,
  ApiTokenModule,
  AccessTokenModule,
  AuditLogModule,
  EventFeedModule,
  EventRetentionModule,
  EnterpriseModule,
  UserRolesModule,
  UserAccessModule,
  UserErasureModule,
  WebhookEndpointModule,
  WebhookDeliveryApiModule,
  WebhookDeliveryModule,
  ReferenceApiModule,
  ClientModule,
  HealthModule,
  OpenApiModule,
  PageModule,
  IntegrityModule,
  MetricsEndpointModule,
];

/** The root module. */
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
        AuthModule,
        TokenAuthenticationModule,
        ...FEATURES,
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
