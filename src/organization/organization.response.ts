import { ApiProperty, ApiSchema, nullableRef, schemaRef } from '../http/docs/response-class.js';
import {
  booleanSchema,
  idSchema,
  nullableStringSchema,
  nullableUnixTimeSchema,
  stringSchema,
  unixTimeSchema,
} from '../http/validation/fields/schemas.js';
import { CountryResponse, CountryStateResponse, CurrencyResponse } from '../reference/reference.response.js';

/** The documented Organization object (core-v1.md §4.1). */
@ApiSchema('Organization', { apia: 'Organization' })
export class OrganizationResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty(stringSchema) name: string;
  @ApiProperty(stringSchema) sub_domain: string;
  @ApiProperty(stringSchema) infrastructure_domain: string;
  @ApiProperty(unixTimeSchema) created_at: number;
  @ApiProperty(nullableUnixTimeSchema) activated_at: number | null;
  @ApiProperty(booleanSchema) suspended: boolean;
  @ApiProperty(booleanSchema) managed: boolean;
  @ApiProperty(nullableStringSchema) billing_name: string | null;
  @ApiProperty(nullableStringSchema) address1: string | null;
  @ApiProperty(nullableStringSchema) address2: string | null;
  @ApiProperty(nullableStringSchema) address3: string | null;
  @ApiProperty(nullableStringSchema) address4: string | null;
  @ApiProperty(nullableStringSchema) postcode: string | null;
  @ApiProperty(nullableStringSchema) vat_number: string | null;
  @ApiProperty(nullableStringSchema) phone_number: string | null;
  @ApiProperty(schemaRef(() => CurrencyResponse)) currency: CurrencyResponse;
  @ApiProperty(nullableRef(() => CountryResponse)) country: CountryResponse | null;
  @ApiProperty(nullableRef(() => CountryStateResponse)) country_state: CountryStateResponse | null;
}

@ApiSchema('OrganizationAnswer')
export class OrganizationAnswer {
  @ApiProperty(schemaRef(() => OrganizationResponse)) organization: OrganizationResponse;
}

/** An organization, as others refer to it. */
@ApiSchema('OrganizationReference')
export class OrganizationReferenceResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty(stringSchema) name: string;
  @ApiProperty(stringSchema) sub_domain: string;
}

/** An example of `OrganizationResponse`. */
export const organizationExample: OrganizationResponse = {
  id: '59cd72485007a239fb00282ed480da1f',
  name: 'Acme',
  sub_domain: 'acme',
  infrastructure_domain: 'acme.tenantry.localhost',
  created_at: 1795347260,
  activated_at: 1795347260,
  suspended: false,
  managed: true,
  billing_name: null,
  address1: null,
  address2: null,
  address3: null,
  address4: null,
  postcode: null,
  vat_number: null,
  phone_number: null,
  currency: { id: '7783338d6a79f2f6e125c107cf62d7e0', name: 'Euro', iso_code: 'EUR', symbol: '€' },
  country: null,
  country_state: null,
};
