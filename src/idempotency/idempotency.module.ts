import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseModule } from '../database/database.module.js';
import { Idempotency } from './idempotency.service.js';
import { IdempotencyRecordEntity } from './idempotency-record.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([IdempotencyRecordEntity]), DatabaseModule],
  providers: [Idempotency],
  exports: [Idempotency],
})
export class IdempotencyModule {}
