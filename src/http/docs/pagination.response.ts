import { booleanSchema, integerSchema } from '../validation/fields/schemas.js';
import { ApiProperty, ApiSchema } from './response-class.js';

/** What core-v1 puts ahead of every list that has pages (core-v1.md §4.4). */
@ApiSchema('Pagination', { apia: 'Pagination' })
export class PaginationResponse {
  @ApiProperty({ ...integerSchema, examples: [1] }) current_page: number;

  @ApiProperty<number | null>({
    type: ['integer', 'null'],
    examples: [1],
    description: 'Null for a large set: read until a page is empty.',
  })
  total_pages: number | null;

  @ApiProperty<number | null>({ type: ['integer', 'null'], examples: [1], description: 'Null for a large set.' })
  total: number | null;

  @ApiProperty({ ...integerSchema, examples: [30] }) per_page: number;

  @ApiProperty({ ...booleanSchema, description: 'Whether there are more than 1000 rows, which are not counted.' })
  large_set: boolean;
}
