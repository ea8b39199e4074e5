import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { MetricsModule } from '../observability/metrics/metrics.module.js';
import { MetricsServer } from './metrics-server.js';
import { StateGauges } from './state-gauges.js';
import { TenantCountService } from './tenant-count.service.js';

/** What Prometheus reads, and where. */
@Module({
  imports: [AuditModule, DatabaseModule, MetricsModule],
  providers: [MetricsServer, StateGauges, TenantCountService],
  exports: [MetricsServer, TenantCountService],
})
export class MetricsEndpointModule {}
