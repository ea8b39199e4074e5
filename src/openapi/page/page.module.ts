import { Module } from '@nestjs/common';
import { OpenApiModule } from '../openapi.module.js';
import { FrontDoorController } from './front-door.controller.js';
import { PageController } from './page.controller.js';
import { PageFiles } from './page-files.js';

/** What browsers are shown: `/docs`, and the page at the root. */
@Module({
  imports: [OpenApiModule],
  controllers: [PageController, FrontDoorController],
  providers: [PageFiles],
})
export class PageModule {}
