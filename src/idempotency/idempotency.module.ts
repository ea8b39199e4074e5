import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { Idempotency } from './idempotency.service.js';

@Module({ imports: [DatabaseModule], providers: [Idempotency], exports: [Idempotency] })
export class IdempotencyModule {}
