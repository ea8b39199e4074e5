import type { JsonSchema } from '../http/validation/argument-metadata.js';
import {
  objectSchema,
  idSchema as id,
  arraySchema,
  paginationSchema,
  stringSchema,
  nullableStringSchema,
  namedObjectSchema,
  booleanSchema,
} from '../http/validation/fields/schemas.js';
import type { OperationDoc } from '../http/docs/operation.js';

/** The schemas of what `reference.presenter.ts` shows. */
export const currencySchema = namedObjectSchema('Currency', {
  id,
  name: stringSchema,
  iso_code: stringSchema,
  symbol: stringSchema,
});

export const countrySchema = namedObjectSchema('Country', {
  id,
  name: stringSchema,
  iso_code2: stringSchema,
  iso_code3: stringSchema,
  time_zone: nullableStringSchema,
  eu: booleanSchema,
});

export const countryStateSchema = namedObjectSchema('CountryState', {
  id,
  name: stringSchema,
  code: stringSchema,
  country: countrySchema,
});

const euro = { id: '7783338d6a79f2f6e125c107cf62d7e0', name: 'Euro', iso_code: 'EUR', symbol: '€' };

const unitedStates = {
  id: 'f07b20bdd8b5f9bbce8f976a3ef41713',
  name: 'United States of America',
  iso_code2: 'US',
  iso_code3: 'USA',
  time_zone: 'America/New_York',
  eu: false,
};

const california = {
  id: 'a0012e22cac6266c21ff98dded9a330c',
  name: 'California',
  code: 'CA',
  country: unitedStates,
};

const TAG = 'The `ETag` names what is shown: it changes when a member does.';

/** One page of a list that is known by this name. */
function listDoc(
  summary: string,
  description: string,
  name: string,
  total: number,
  first: { id: string; name: string },
): OperationDoc {
  const schema: JsonSchema = objectSchema({
    pagination: paginationSchema,
    [name]: arraySchema(objectSchema({ id, name: stringSchema })),
  });
  const pagination = { current_page: 1, total_pages: Math.ceil(total / 30), total, per_page: 30, large_set: false };
  const example = { pagination, [name]: [{ id: first.id, name: first.name }] };
  return { summary, description, answer: { description: 'A page, in the order of the names.', schema, example } };
}

function oneDoc(summary: string, description: string, name: string, schema: JsonSchema, example: object): OperationDoc {
  return {
    summary,
    description,
    headers: { ETag: TAG },
    answer: {
      description: 'All that is known of it.',
      schema: objectSchema({ [name]: schema }),
      example: { [name]: example },
    },
  };
}

export const LIST_CURRENCIES = listDoc(
  'List currencies',
  'The currencies of ISO 4217 that are in force, by their English names in alphabetical order. Any valid token may read them.',
  'currencies',
  167,
  euro,
);

export const GET_CURRENCY = oneDoc(
  'Get currency',
  'The currency that is named by `currency[id]` or `currency[iso_code]` (`EUR`, or `eur`) in query or body, or else by its id in the path.',
  'currency',
  currencySchema,
  euro,
);

export const LIST_COUNTRIES = listDoc(
  'List countries',
  'The countries of ISO 3166-1 and Kosovo (`XK`), by their English names in alphabetical order. Any valid token may read them.',
  'countries',
  250,
  unitedStates,
);

export const GET_COUNTRY = oneDoc(
  'Get country',
  'The country that is named by `country[id]`, `country[iso_code2]` (`GB`) or `country[iso_code3]` (`GBR`) in query or body, in capital or small letters, or else by its id in the path.',
  'country',
  countrySchema,
  unitedStates,
);

export const LIST_COUNTRY_STATES = listDoc(
  'List country states',
  'The subdivisions of a country, of all levels of ISO 3166-2, by their names in alphabetical order. The country is named as in "Get country". It may have none.',
  'country_states',
  57,
  california,
);

export const GET_COUNTRY_STATE = oneDoc(
  'Get country state',
  'The subdivision of a country that is named by `country_state[id]` in query or body, or else by its id in the path.',
  'country_state',
  countryStateSchema,
  california,
);
