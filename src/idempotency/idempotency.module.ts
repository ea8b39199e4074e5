import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseModule } from '../database/database.module.js';
import { IdempotencyService } from './idempotency.service.js';
import { IdempotencyRecordEntity } from './idempotency-record.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([IdempotencyRecordEntity]), DatabaseModule],
  providers: [IdempotencyService],
  exports: [IdempotencyService],
})
export class IdempotencyModule {}
