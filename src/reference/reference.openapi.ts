import type { OperationDoc } from '../http/docs/operation.js';
import {
  CountryAnswer,
  CountryPage,
  CountryStateAnswer,
  CountryStatePage,
  CurrencyAnswer,
  CurrencyPage,
} from './reference.response.js';

const TAG = 'The `ETag` names what is shown: it changes when a member does.';

const PAGE = 'A page, in the order of the names.';
const WHOLE = 'All that is known of it.';
const headers = { ETag: TAG };

export const LIST_CURRENCIES: OperationDoc<CurrencyPage> = {
  operationId: 'listCurrencies',
  summary: 'List currencies',
  description:
    'The currencies of ISO 4217 that are in force, by their English names in alphabetical order. Any valid token may read them.',

  answer: { description: PAGE, type: CurrencyPage },
};

export const GET_CURRENCY: OperationDoc<CurrencyAnswer> = {
  operationId: 'getCurrency',
  summary: 'Get currency',
  description:
    'The currency that is named by `currency[id]` or `currency[iso_code]` (`EUR`, or `eur`) in query or body, or else by its id in the path.',
  headers,
  answer: { description: WHOLE, type: CurrencyAnswer },
};

export const LIST_COUNTRIES: OperationDoc<CountryPage> = {
  operationId: 'listCountries',
  summary: 'List countries',
  description:
    'The countries of ISO 3166-1 and Kosovo (`XK`), by their English names in alphabetical order. Any valid token may read them.',

  answer: {
    description: PAGE,
    type: CountryPage,
  },
};

export const GET_COUNTRY: OperationDoc<CountryAnswer> = {
  operationId: 'getCountry',
  summary: 'Get country',
  description:
    'The country that is named by `country[id]`, `country[iso_code2]` (`GB`) or `country[iso_code3]` (`GBR`) in query or body, in capital or small letters, or else by its id in the path.',
  headers,
  answer: { description: WHOLE, type: CountryAnswer },
};

export const LIST_COUNTRY_STATES: OperationDoc<CountryStatePage> = {
  operationId: 'listCountryStates',
  summary: 'List country states',
  description:
    'The subdivisions of a country, of all levels of ISO 3166-2, by their names in alphabetical order. The country is named as in "Get country". It may have none.',

  answer: {
    description: PAGE,
    type: CountryStatePage,
  },
};

export const GET_COUNTRY_STATE: OperationDoc<CountryStateAnswer> = {
  operationId: 'getCountryState',
  summary: 'Get country state',
  description:
    'The subdivision of a country that is named by `country_state[id]` in query or body, or else by its id in the path.',
  headers,
  answer: { description: WHOLE, type: CountryStateAnswer },
};
