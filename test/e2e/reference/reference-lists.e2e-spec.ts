import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Call } from '../../support/answers.js';
import { countries, countryStates, currencies } from '../../../src/reference/seed/reference-data.js';
import { testDatabases } from '../../support/database/databases.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { bad, type Saying } from '../dialect/core-v1-behaviour.fixtures.js';

interface Item {
  readonly id: string;
  readonly name: string;
}

interface Listed {
  readonly pagination: Record<string, unknown>;
  readonly currencies: readonly Item[];
  readonly countries: readonly Item[];
  readonly country_states: readonly Item[];
}

const inOrder = (all: readonly Item[]): Item[] =>
  all
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
const statesOf = (code: string) => countryStates().filter(({ country }) => country.isoCode2 === code);
const idOf = (code: string) => countries().find(({ isoCode2 }) => isoCode2 === code)!.id;

/** Each list with its content, and the name of its argument set. */
const LISTS = [
  ['currencies', '/core/v1/currencies', inOrder(currencies()), 'Currencies'],
  ['countries', '/core/v1/countries', inOrder(countries()), 'Countries'],
  ['country_states', `/core/v1/countries/${idOf('US')}/country_states`, inOrder(statesOf('US')), 'CountryStates'],
] as const;

describe.each(testDatabases())('the lists of reference data on $name', (database) => {
  let scene: Scene;
  let token: string;

  beforeAll(async () => {
    scene = await Scene.open(database);
    // A token needs no scope for these (core-v1.md §1).
    token = await scene.make.organizationToken(scene.root, []);
  });

  afterAll(() => scene.close());

  const get = <Body = Listed>(url: string, call: Partial<Call> = {}) =>
    scene.app.call<Body>({ method: 'GET', url, token, ...call });

  describe.each(LISTS)('%s', (name, path, all, set) => {
    it('200: its pages, one after another, are all there is, by name in alphabetical order', async () => {
      const read: Item[] = [];
      const pages = Math.ceil(all.length / 30);
      for (let page = 1; page <= pages; page++) {
        const { status, body } = await get(`${path}?page=${page}`);
        const pagination = {
          current_page: page,
          total_pages: pages,
          total: all.length,
          per_page: 30,
          large_set: false,
        };
        expect([status, JSON.stringify(body.pagination)]).toEqual([200, JSON.stringify(pagination)]);
        expect(body[name].length).toBe(page < pages ? 30 : all.length - 30 * (pages - 1));
        read.push(...body[name]);
      }
      expect(read).toEqual(all);
    });

    it('200: a page has the requested size, and is empty beyond the end', async () => {
      const { body, text } = await get(`${path}?per_page=7&page=2`);
      expect(body[name]).toEqual(all.slice(7, 14));
      expect(text.startsWith('{"pagination":')).toBe(true);
      expect((await get(`${path}?per_page=200`)).body[name]).toEqual(all.slice(0, 200));
      const beyond = await get(`${path}?page=10000000&per_page=200`);
      expect([beyond.status, beyond.body[name], beyond.body.pagination.total]).toEqual([200, [], all.length]);
    });

    const page = `CoreAPI/Endpoints/${set}/ListEndpoint/BaseArgumentSet/Page`;
    const size = `CoreAPI/Endpoints/${set}/ListEndpoint/BaseArgumentSet/PerPage`;
    const NUMBER = 'Integer must be provided as an integer or a string only containing numbers';
    it.each<[string, Saying]>([
      ['page=0', bad('page', 'validation_errors', page, { errors: ['greater_than_zero'] })],
      ['page=abc', bad('page', 'parse_error', page, { errors: [NUMBER] })],
      ['page=1.5', bad('page', 'parse_error', page, { errors: [NUMBER] })],
      ['page=', bad('page', 'parse_error', page, { errors: [NUMBER] })],
      ['per_page=0', bad('per_page', 'validation_errors', size, { errors: ['greater_than_zero'] })],
      ['per_page=201', bad('per_page', 'validation_errors', size, { errors: ['less_than_or_equal_to_one_hundred'] })],
    ])('400: %s', async (query, expected) => {
      const { status, body } = await get(`${path}?${query}`);
      expect({ status, body }).toEqual(expected);
    });

    it('400 without a token, and 403 with a bad one', async () => {
      const codes = [];
      for (const given of [undefined, 'x']) {
        const { status, body } = await get<{ error: { code: string } }>(path, { token: given });
        codes.push([status, body.error.code]);
      }
      expect(codes).toEqual([
        [400, 'missing_api_token'],
        [403, 'invalid_api_token'],
      ]);
    });

    it('403 while the organization of the token is suspended; other tokens still can', async () => {
      const root = await scene.make.root();
      const own = await scene.make.organizationToken(root, []);
      const user = await scene.make.userToken(await scene.make.member(root, 'member'), []);
      await scene.make.suspend(root);
      const { status, body } = await get<{ error: { code: string } }>(path, { token: own });
      expect([status, body.error.code]).toEqual([403, 'organization_suspended']);
      for (const other of [user, await scene.make.operatorToken([])]) {
        expect((await get(path, { token: other })).status).toBe(200);
      }
      await scene.make.unsuspend(root);
      expect((await get(path, { token: own })).status).toBe(200);
    });
  });

  it('sort characters beyond ASCII as English does', async () => {
    const { body } = await get('/core/v1/countries?per_page=200');
    expect(body.countries.slice(0, 3).map(({ name }) => name)).toEqual(['Afghanistan', 'Åland Islands', 'Albania']);
  });

  it('country_states: every country has its own, found by each of its keys, and may have none', async () => {
    const [gb, vatican] = [inOrder(statesOf('GB')), countries().find(({ isoCode2 }) => isoCode2 === 'VA')!];
    for (const query of ['iso_code2]=GB', 'iso_code3]=GBR', `id]=${idOf('GB')}`]) {
      const { body } = await get(`/core/v1/countries/country/country_states?country[${query}&per_page=200`);
      expect(body.country_states).toEqual(gb.slice(0, 200));
      expect(body.pagination.total).toBe(gb.length);
    }
    const none = await get(`/core/v1/countries/${vatican.id}/country_states`);
    expect([none.status, none.body.country_states, none.body.pagination]).toEqual([
      200,
      [],
      { current_page: 1, total_pages: 0, total: 0, per_page: 30, large_set: false },
    ]);
  });

  it('country_states: 404 for an unknown country, after the page numbers were checked', async () => {
    const at = (rest: string) => `/core/v1/countries/${'f'.repeat(32)}/country_states${rest}`;
    const { status, body } = await get<{ error: { code: string } }>(at(''));
    expect([status, body.error.code]).toEqual([404, 'country_not_found']);
    expect((await get(at('?page=0'))).status).toBe(400);
  });
});
