import { Module } from '@nestjs/common';
import { TypeOrmModule, type TypeOrmModuleOptions } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Env } from '../config/env.js';
import { MetricsModule } from '../observability/metrics/metrics.module.js';
import { DatabaseBackupService } from './backup/database-backup.service.js';
import { DatabaseConnection } from './connection/connection.js';
import { dataSourceOptions } from './connection/data-source.js';
import { DatabaseStatusService } from './connection/database-status.service.js';
import { Database } from './database.js';
import { Readiness } from './connection/readiness.js';

/** `StartupService` connects, so that the service listens before the database can be reached (decision record 0005). */
function options(env: Env): TypeOrmModuleOptions {
  return { ...dataSourceOptions(env), autoLoadEntities: true, manualInitialization: true, retryAttempts: 0 };
}

@Module({
  imports: [
    MetricsModule,
    TypeOrmModule.forRootAsync({
      inject: [Env],
      useFactory: options,
      dataSourceFactory: (given) => Promise.resolve(new DataSource(given as DataSourceOptions)),
    }),
  ],
  providers: [Database, DatabaseConnection, DatabaseStatusService, DatabaseBackupService, Readiness],
  exports: [Database, DatabaseConnection, DatabaseStatusService, DatabaseBackupService, Readiness],
})
export class DatabaseModule {}
