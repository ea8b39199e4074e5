import { LARGE_SET } from '../../common/page.js';

/** The documented object ahead of every list that has pages, members in their documented order (core-v1.md §4.4). */
export function pagination({ page, perPage }: { page: number; perPage: number }, total: number) {
  const largeSet = total > LARGE_SET;
  return {
    current_page: page,
    total_pages: largeSet ? null : Math.ceil(total / perPage),
    total: largeSet ? null : total,
    per_page: perPage,
    large_set: largeSet,
  };
}
