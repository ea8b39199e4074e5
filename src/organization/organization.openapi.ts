import {
  closed,
  idText as id,
  orNull,
  text,
  textOrNull,
  titled,
  unixTime,
  unixTimeOrNull,
} from '../http/validation/fields/schemas.js';
import type { OperationDoc } from '../http/docs/operation.js';
import { countrySchema, countryStateSchema, currencySchema } from '../reference/reference.openapi.js';

/** The documented Organization object. */
export const organizationSchema = titled('Organization', {
  id,
  name: text,
  sub_domain: text,
  infrastructure_domain: text,
  created_at: unixTime,
  activated_at: unixTimeOrNull,
  suspended: { type: 'boolean' },
  managed: { type: 'boolean' },
  billing_name: textOrNull,
  address1: textOrNull,
  address2: textOrNull,
  address3: textOrNull,
  address4: textOrNull,
  postcode: textOrNull,
  vat_number: textOrNull,
  phone_number: textOrNull,
  currency: currencySchema,
  country: orNull(countrySchema),
  country_state: orNull(countryStateSchema),
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
    schema: closed({ organization: organizationSchema }),
    example: { organization: organizationExample },
  },
};
