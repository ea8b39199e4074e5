import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { HttpModule } from '../http/server/http.module.js';
import { HealthController } from './health.controller.js';

/** `/health/live` and `/health/ready`. */
@Module({ imports: [DatabaseModule, HttpModule], controllers: [HealthController] })
export class HealthModule {}
