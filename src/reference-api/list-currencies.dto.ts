import { ArgumentSet } from '../http/validation/argument-set.js';
import { PageNumber, type PageQuery, pageQuery, PageSize } from '../http/validation/fields/paging.js';

/** The arguments of `GET /currencies` (core-v1.md §1, row 12). */
@ArgumentSet('CoreAPI/Endpoints/Currencies/ListEndpoint/BaseArgumentSet')
export class ListCurrenciesDto {
  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  toPage(): PageQuery {
    return pageQuery(this);
  }
}
