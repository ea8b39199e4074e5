import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditService } from './audit.service.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditLineEntity } from './audit-line.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([AuditEventEntity, AuditLineEntity])],
  providers: [AuditService],
  exports: [AuditService],
})
export class AuditModule {}
