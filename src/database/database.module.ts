import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Env } from '../config/env.js';
import { DatabaseConnection } from './connection.js';
import { dataSourceOptions } from './data-source.js';
import { Database } from './database.js';
import { Readiness } from './readiness.js';

@Module({
  providers: [
    { provide: DataSource, inject: [Env], useFactory: (env: Env) => new DataSource(dataSourceOptions(env)) },
    Database,
    DatabaseConnection,
    Readiness,
  ],
  exports: [Database, DatabaseConnection, Readiness],
})
export class DatabaseModule {}
