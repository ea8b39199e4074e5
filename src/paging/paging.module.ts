import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DatabaseModule } from '../database/database.module.js';
import { ListBlockEntity } from './list-block.entity.js';
import { ListMarksService } from './list-marks.service.js';
import { MarkedListService } from './marked-list.service.js';

/** Reading and counting long lists by marks. */
@Module({
  imports: [TypeOrmModule.forFeature([ListBlockEntity]), DatabaseModule],
  providers: [ListMarksService, MarkedListService],
  exports: [MarkedListService],
})
export class PagingModule {}
