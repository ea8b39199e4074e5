/** Above so many rows a list is no longer counted (core-v1.md §4.4). */
export const LARGE_SET = 1_000;

/** The requested page of a list, from 1, and the number of items on one. */
export interface PageRequest {
  readonly page: number;
  readonly perPage: number;
}

/** One page of a list that is read by page numbers. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are on all pages together, counted up to `LARGE_SET + 1`. */
  readonly total: number;
}
