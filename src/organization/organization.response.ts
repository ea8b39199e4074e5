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
  @ApiProperty({ ...stringSchema, examples: ['Acme'] }) name: string;
  @ApiProperty({ ...stringSchema, examples: ['acme'] }) sub_domain: string;
  @ApiProperty({ ...stringSchema, examples: ['acme.tenantry.localhost'] }) infrastructure_domain: string;
  @ApiProperty(unixTimeSchema) created_at: number;
  @ApiProperty(nullableUnixTimeSchema) activated_at: number | null;
  @ApiProperty(booleanSchema) suspended: boolean;
  @ApiProperty(booleanSchema) managed: boolean;
  @ApiProperty({ ...nullableStringSchema, examples: ['Acme Ltd'] }) billing_name: string | null;
  @ApiProperty({ ...nullableStringSchema, examples: ['1 High Street'] }) address1: string | null;
  @ApiProperty({ ...nullableStringSchema, examples: [null] }) address2: string | null;
  @ApiProperty({ ...nullableStringSchema, examples: [null] }) address3: string | null;
  @ApiProperty({ ...nullableStringSchema, examples: [null] }) address4: string | null;
  @ApiProperty({ ...nullableStringSchema, examples: ['ZZ9 1LS'] }) postcode: string | null;
  @ApiProperty({ ...nullableStringSchema, examples: [null] }) vat_number: string | null;
  @ApiProperty({ ...nullableStringSchema, examples: [null] }) phone_number: string | null;
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
  @ApiProperty({ ...stringSchema, examples: ['Acme'] }) name: string;
  @ApiProperty({ ...stringSchema, examples: ['acme'] }) sub_domain: string;
}
