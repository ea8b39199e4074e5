import {
  objectSchema,
  idSchema as id,
  nullableSchema,
  stringSchema,
  nullableStringSchema,
  namedObjectSchema,
  unixTimeSchema,
  nullableUnixTimeSchema,
} from '../http/validation/fields/schemas.js';
import type { OperationDoc } from '../http/docs/operation.js';
import { countrySchema, countryStateSchema, currencySchema } from '../reference/reference.openapi.js';

/** The documented Organization object. */
export const organizationSchema = namedObjectSchema('Organization', {
  id,
  name: stringSchema,
  sub_domain: stringSchema,
  infrastructure_domain: stringSchema,
  created_at: unixTimeSchema,
  activated_at: nullableUnixTimeSchema,
  suspended: { type: 'boolean' },
  managed: { type: 'boolean' },
  billing_name: nullableStringSchema,
  address1: nullableStringSchema,
  address2: nullableStringSchema,
  address3: nullableStringSchema,
  address4: nullableStringSchema,
  postcode: nullableStringSchema,
  vat_number: nullableStringSchema,
  phone_number: nullableStringSchema,
  currency: currencySchema,
  country: nullableSchema(countrySchema),
  country_state: nullableSchema(countryStateSchema),
});

export const organizationExample = {
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

export const GET_ORGANIZATION: OperationDoc = {
  summary: 'Get organization',
  description:
    'An organization that the token may see. Its own token is refused while it, or an organization above it, is suspended; a token from above a hold still reads it, and sees `suspended: true`.',
  answer: {
    description: 'The organization.',
    schema: objectSchema({ organization: organizationSchema }),
    example: { organization: organizationExample },
  },
};
