import { Optional } from './check.js';
import { IntegerField } from './scalars.js';

/** As far as an offset is still a number that every database takes. */
const MAX_PAGE = 10_000_000;
const MAX_PAGE_SIZE = 200;
const PAGE = 1;
const PAGE_SIZE = 30;

/** Which page of a list is asked for, from 1. */
export interface PageQuery {
  readonly page: number;
  readonly perPage: number;
}

/** `page` of a list, from 1; 1 where it is left out (core-v1.md §4.4). */
export function PageNumber(): PropertyDecorator {
  return (target, property) => {
    IntegerField({ min: 1, max: MAX_PAGE, otherwise: PAGE })(target, property);
    Optional({ nullIsAbsent: true })(target, property);
  };
}

/** `per_page` of a list, 1 to 200; 30 where it is left out (core-v1.md §4.4). */
export function PageSize(): PropertyDecorator {
  return (target, property) => {
    IntegerField({ min: 1, max: MAX_PAGE_SIZE, otherwise: PAGE_SIZE })(target, property);
    Optional({ nullIsAbsent: true })(target, property);
  };
}

/** The page that was asked for, or the first 30. */
export function pageQuery({ page, per_page }: { page?: number | null; per_page?: number | null }): PageQuery {
  return { page: page ?? PAGE, perPage: per_page ?? PAGE_SIZE };
}
