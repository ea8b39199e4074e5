import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../database/database.module.js';
import { EnterpriseDetailService } from './enterprise-detail.service.js';

/** What the command line shows of enterprises. */
@Module({
  imports: [DatabaseModule],
  providers: [EnterpriseDetailService],
})
export class EnterpriseDetailModule {}
