import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Env } from '../config/env.js';
import { DatabaseConnection } from './connection.js';
import { dataSourceOptions } from './data-source.js';
import { DatabaseStatusService } from './database-status.service.js';
import { Database } from './database.js';
import { Readiness } from './readiness.js';

@Module({
  providers: [
    { provide: DataSource, inject: [Env], useFactory: (env: Env) => new DataSource(dataSourceOptions(env)) },
    Database,
    DatabaseConnection,
    DatabaseStatusService,
    Readiness,
  ],
  exports: [Database, DatabaseConnection, DatabaseStatusService, Readiness],
})
export class DatabaseModule {}
