import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countries, countryStates, currencies } from '../../../src/reference/seed/reference-data.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { refusal, type Refused, Scene } from '../../support/scenes/managed-organizations.js';
import { bad } from '../dialect/core-v1-behaviour.fixtures.js';

const pound = currencies().find(({ isoCode }) => isoCode === 'GBP')!;
const britain = countries().find(({ isoCode2 }) => isoCode2 === 'GB')!;
const [ontario] = countryStates().filter(({ code, country }) => code === 'ON' && country.isoCode2 === 'CA');

const shown = ({ id, name, isoCode2, isoCode3, timeZone, eu }: typeof britain) => ({
  id,
  name,
  iso_code2: isoCode2,
  iso_code3: isoCode3,
  time_zone: timeZone,
  eu,
});

interface Kind {
  readonly name: string;
  readonly words: string;
  readonly path: string;
  readonly set: string;
  readonly group: string;
  readonly id: string;
  readonly codes: Readonly<Record<string, string>>;
  /** Values that find nothing, by key. */
  readonly hostile: Readonly<Record<string, readonly string[]>>;
  readonly body: object;
}

/** One of each kind: its path, its keys, and its complete object. */
const KINDS: readonly Kind[] = [
  {
    name: 'currency',
    words: 'currency',
    path: 'currencies',
    set: 'Currency',
    group: 'Currencies',
    id: pound.id,
    codes: { iso_code: 'GBP' },
    hostile: { iso_code: ['gbp ', 'GBP ', 'XXZ', 'é😀', 'uſd'] },
    body: { currency: { id: pound.id, name: 'British Pound', iso_code: 'GBP', symbol: '£' } },
  },
  {
    name: 'country',
    words: 'country',
    path: 'countries',
    set: 'Country',
    group: 'Countries',
    id: britain.id,
    codes: { iso_code2: 'GB', iso_code3: 'GBR' },
    hostile: { iso_code2: ['gbr', 'GBR', 'ZZ', 'ß'], iso_code3: ['GB', 'gb', '__proto__'] },
    body: { country: shown(britain) },
  },
  {
    name: 'country_state',
    words: 'country state',
    path: 'country_states',
    set: 'CountryState',
    group: 'CountryStates',
    id: ontario!.id,
    codes: {},
    hostile: {},
    body: { country_state: { id: ontario!.id, name: 'Ontario', code: 'ON', country: shown(ontario!.country) } },
  },
];

describe.each(testDatabases())('one currency, country or subdivision on $name', (database) => {
  let scene: Scene;
  let token: string;

  beforeAll(async () => {
    scene = await Scene.open(database);
    // A token needs no scope for these (core-v1.md §1).
    token = await scene.make.organizationToken(scene.root, []);
  });

  afterAll(() => scene.close());

  const get = <Body = object>(url: string, call: Partial<Call> = {}) =>
    scene.app.call<Body>({ method: 'GET', url: `/core/v1/${url}`, token, ...call });

  describe.each(KINDS)('$name', ({ name, words, path, set, group, id, codes, hostile, body: expected }) => {
    const NOT_FOUND = refusal(
      `${name}_not_found`,
      `No ${words} was found matching any of the criteria provided in the arguments`,
    );

    it('200: the whole documented object, members in their order, by its id in the path', async () => {
      for (const url of [`${path}/${id}`, `${path}/${id}/`]) {
        const { status, text, headers } = await get(url);
        expect([status, text]).toEqual([200, JSON.stringify(expected)]);
        expect(headers['content-type']).toBe('application/json');
      }
    });

    it('200: by each of its keys in query and body, whatever the path contains', async () => {
      for (const [key, value] of Object.entries({ id, ...codes })) {
        for (const segment of [name, `:${name}`, '_', 'f'.repeat(32)]) {
          const byQuery = await get(`${path}/${segment}?${name}%5B${key}%5D=${value}`);
          expect([byQuery.status, byQuery.body]).toEqual([200, expected]);
          const byBody = await get(`${path}/${segment}`, { json: { [name]: { [key]: value } } });
          expect([byBody.status, byBody.body]).toEqual([200, expected]);
        }
      }
    });

    it('200: by each of its codes in lower case', async () => {
      for (const [key, value] of Object.entries(codes)) {
        for (const written of [value.toLowerCase(), `${value.slice(0, 1)}${value.slice(1).toLowerCase()}`]) {
          const { status, body } = await get(`${path}/_?${name}[${key}]=${written}`);
          expect([written, status, body]).toEqual([written, 200, expected]);
        }
      }
    });

    it('200: with a tag that is the same only for the same object', async () => {
      const tags = [];
      for (let read = 0; read < 2; read++) tags.push((await get(`${path}/${id}`)).headers.etag);
      expect(tags[0]).toMatch(/^"[0-9a-f]{32}"$/);
      expect(tags[1]).toBe(tags[0]);
    });

    it('404: the same for every value that finds nothing', async () => {
      for (const segment of [
        'f'.repeat(32),
        name,
        `:${name}`,
        '_',
        id.toUpperCase(),
        `${id}%20`,
        'GBP',
        'GB',
        '%F0%9F%98%80',
      ]) {
        const { status, body, headers } = await get(`${path}/${segment}`);
        expect([segment, status, body]).toEqual([segment, 404, NOT_FOUND]);
        expect([headers['x-api-schema'], headers.etag]).toEqual(['json-error', undefined]);
      }
      for (const [key, values] of Object.entries(hostile)) {
        for (const value of values) {
          const { status, body } = await get(`${path}/_?${name}[${key}]=${encodeURIComponent(value)}`);
          expect([value, status, body]).toEqual([value, 404, NOT_FOUND]);
        }
      }
    });

    it('400: no key, two keys, no object', async () => {
      const argument = `CoreAPI/Endpoints/${group}/InfoEndpoint/BaseArgumentSet/${set}`;
      const { status, body } = await get<Refused>(`${path}/${id}`, { json: { [name]: {} } });
      expect({ status, body }).toEqual(bad(name, 'missing_lookup_value', argument));
      const bare = await get<Refused>(`${path}/${id}?${name}=${id}`);
      expect({ status: bare.status, body: bare.body }).toEqual(bad(name, 'object_expected', argument));
      for (const [key, value] of Object.entries(codes)) {
        const both = await get<Refused>(`${path}/_?${name}[id]=${id}&${name}[${key}]=${value}`);
        expect({ status: both.status, body: both.body }).toEqual(bad(name, 'ambiguous_lookup_values', argument));
      }
      const typed = await get<Refused>(`${path}/_`, { json: { [name]: { id: 5 } } });
      expect({ status: typed.status, body: typed.body }).toEqual(
        bad(`${name}.id`, 'invalid_scalar', `CoreAPI/ArgumentSets/${set}Lookup/Id`),
      );
    });

    it('403 while the organization of the token is suspended or not activated', async () => {
      const [held, sleeping] = [await scene.make.root(), await scene.make.root({ activated: false })];
      await scene.make.suspend(held);
      const codes = [];
      for (const organization of [held, sleeping]) {
        const own = await scene.make.organizationToken(organization);
        codes.push((await get<Refused>(`${path}/${id}`, { token: own })).body.error.code);
      }
      expect(codes).toEqual(['organization_suspended', 'organization_not_activated']);
    });
  });

  it('two objects have two tags', async () => {
    const tags = [];
    for (const code of ['GBP', 'EUR']) tags.push((await get(`currencies/_?currency[iso_code]=${code}`)).headers.etag);
    expect(tags[0]).not.toBe(tags[1]);
  });
});
