import { PaginationResponse } from '../http/docs/pagination.response.js';
import { ApiProperty, ApiSchema, schemaRef } from '../http/docs/response-class.js';
import {
  arraySchema,
  booleanSchema,
  idSchema,
  nullableStringSchema,
  stringSchema,
} from '../http/validation/fields/schemas.js';

/** The documented Currency object, with its members in the documented order (core-v1.md §4.1). */
@ApiSchema('Currency', { apia: 'Currency' })
export class CurrencyResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['Euro'] }) name: string;
  @ApiProperty({ ...stringSchema, examples: ['EUR'] }) iso_code: string;
  @ApiProperty({ ...stringSchema, examples: ['€'] }) symbol: string;
}

/** The documented Country object (core-v1.md §4.1). */
@ApiSchema('Country', { apia: 'Country' })
export class CountryResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['United States of America'] }) name: string;
  @ApiProperty({ ...stringSchema, examples: ['US'] }) iso_code2: string;
  @ApiProperty({ ...stringSchema, examples: ['USA'] }) iso_code3: string;
  /** Null for a country without permanent residents. */
  @ApiProperty({ ...nullableStringSchema, examples: ['America/New_York'] }) time_zone: string | null;
  @ApiProperty(booleanSchema) eu: boolean;
}

/** The documented CountryState object, which contains its country (core-v1.md §4.1). */
@ApiSchema('CountryState', { apia: 'CountryState' })
export class CountryStateResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['California'] }) name: string;
  @ApiProperty({ ...stringSchema, examples: ['CA'] }) code: string;
  @ApiProperty(schemaRef(() => CountryResponse)) country: CountryResponse;
}

/** An element of a list, which has no other members (core-v1.md §4.3). */
@ApiSchema('ReferenceItem', { description: 'A currency, country or country state, as its list shows it.' })
export class ReferenceItemResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty({ ...stringSchema, examples: ['Euro'] }) name: string;
}

@ApiSchema('CurrencyAnswer')
export class CurrencyAnswer {
  @ApiProperty(schemaRef(() => CurrencyResponse)) currency: CurrencyResponse;
}

@ApiSchema('CountryAnswer')
export class CountryAnswer {
  @ApiProperty(schemaRef(() => CountryResponse)) country: CountryResponse;
}

@ApiSchema('CountryStateAnswer')
export class CountryStateAnswer {
  @ApiProperty(schemaRef(() => CountryStateResponse)) country_state: CountryStateResponse;
}

const paginationRef = schemaRef(() => PaginationResponse);
const itemsSchema = arraySchema(schemaRef(() => ReferenceItemResponse));

@ApiSchema('CurrencyPage')
export class CurrencyPage {
  @ApiProperty(paginationRef) pagination: PaginationResponse;
  @ApiProperty(itemsSchema) currencies: readonly ReferenceItemResponse[];
}

@ApiSchema('CountryPage')
export class CountryPage {
  @ApiProperty(paginationRef) pagination: PaginationResponse;
  @ApiProperty(itemsSchema) countries: readonly ReferenceItemResponse[];
}

@ApiSchema('CountryStatePage')
export class CountryStatePage {
  @ApiProperty(paginationRef) pagination: PaginationResponse;
  @ApiProperty(itemsSchema) country_states: readonly ReferenceItemResponse[];
}
