import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Drain } from './drain.js';
import { ErrorFilter } from '../errors/error.filter.js';
import { PreflightController } from './preflight.core-v1.controller.js';

/** The parts of the pipeline. The guards are registered by the application, which decides their order. */
@Module({
  controllers: [PreflightController],
  providers: [Drain, { provide: APP_FILTER, useClass: ErrorFilter }],
  exports: [Drain],
})
export class HttpModule {}
