import { referenceId } from '../../../src/reference/seed/reference-data.js';
import type { Endpoint } from './every-endpoint.js';

function reading(name: string, path: string): Endpoint {
  return {
    name,
    dialect: 'core-v1',
    writes: false,
    status: 200,
    call: (_, token) => ({ method: 'GET', url: `/core/v1/${path}`, token }),
  };
}

const country = `countries/${referenceId('country', 'GB')}`;

/** Currencies, countries and their subdivisions, for `every-endpoint.ts`. */
export const REFERENCE_ENDPOINTS: readonly Endpoint[] = [
  reading('list currencies', 'currencies'),
  reading('get a currency', `currencies/${referenceId('currency', 'GBP')}`),
  reading('list countries', 'countries'),
  reading('get a country', country),
  reading('list the states of a country', `${country}/country_states`),
  reading('get a state', `country_states/${referenceId('country_state', 'US-CA')}`),
];
