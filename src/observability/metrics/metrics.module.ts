import { Module } from '@nestjs/common';
import { Metrics } from './metrics.js';

/** The one `Metrics` of an application, for every module that counts. */
@Module({ providers: [Metrics], exports: [Metrics] })
export class MetricsModule {}
