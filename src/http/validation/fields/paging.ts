import { applyDecorators } from '@nestjs/common';
import { ApiArgument } from '../argument-metadata.js';
import { Optional } from './presence.js';
import { IntegerField } from './scalars.js';

/** Up to here, the offset is a number that every database accepts. */
const MAX_PAGE = 10_000_000;
const MAX_PAGE_SIZE = 200;
const PAGE = 1;
const PAGE_SIZE = 30;

/** The requested page of a list, from 1. */
export interface PageQuery {
  readonly page: number;
  readonly perPage: number;
}

/** `page` of a list, from 1; 1 where it is left out (core-v1.md §4.4). */
export function PageNumber(): PropertyDecorator {
  return applyDecorators(
    IntegerField({ min: 1, max: MAX_PAGE, otherwise: PAGE }),
    Optional({ nullable: true }),
    ApiArgument({ description: 'Which page to show, from 1', example: PAGE }),
  );
}

/** `per_page` of a list, 1 to 200; 30 where it is left out (core-v1.md §4.4). */
export function PageSize(): PropertyDecorator {
  return applyDecorators(
    IntegerField({ min: 1, max: MAX_PAGE_SIZE, otherwise: PAGE_SIZE }),
    Optional({ nullable: true }),
    ApiArgument({ description: 'How many rows a page has', example: PAGE_SIZE }),
  );
}

/** The requested page; by default the first 30. */
export function pageQuery({ page, per_page }: { page?: number | null; per_page?: number | null }): PageQuery {
  return { page: page ?? PAGE, perPage: per_page ?? PAGE_SIZE };
}
