import { ArgumentSet } from '../http/validation/argument-set.js';
import { PageNumber, type PageQuery, pageQuery, PageSize } from '../http/validation/fields/paging.js';

/** The arguments of `GET /countries` (core-v1.md §1, row 13). */
@ArgumentSet('CoreAPI/Endpoints/Countries/ListEndpoint/BaseArgumentSet')
export class ListCountriesDto {
  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  toPage(): PageQuery {
    return pageQuery(this);
  }
}
