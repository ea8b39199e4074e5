import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { IntegrityCheckService } from './integrity-check.service.js';

/** The check of the whole database against what is promised of it. */
@Module({
  imports: [DatabaseModule],
  providers: [IntegrityCheckService],
  exports: [IntegrityCheckService],
})
export class IntegrityModule {}
