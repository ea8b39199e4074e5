import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { Env } from '../config/env.js';
import { DatabaseModule } from '../database/database.module.js';
import { Metrics } from '../observability/metrics/metrics.js';
import { MetricsModule } from '../observability/metrics/metrics.module.js';
import { DeliveryGauges } from './delivery-gauges.js';
import { DiskGauge } from './disk-gauge.js';
import { MetricsServer } from './metrics-server.js';
import { StateGauges } from './state-gauges.js';
import { TenantCountService } from './tenant-count.service.js';

const disk = (metrics: Metrics, env: Env) => new DiskGauge(metrics, env.embedded ? env.DATA_DIR : undefined);

/** What Prometheus reads, and where. */
@Module({
  imports: [AuditModule, DatabaseModule, MetricsModule],
  providers: [
    DeliveryGauges,
    { provide: DiskGauge, inject: [Metrics, Env], useFactory: disk },
    MetricsServer,
    StateGauges,
    TenantCountService,
  ],
  exports: [MetricsServer, TenantCountService],
})
export class MetricsEndpointModule {}
