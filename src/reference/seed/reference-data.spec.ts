import { ID_PATTERN } from '../../common/ids.js';
import { countries, countryStates, currencies, referenceId } from './reference-data.js';

const distinct = (values: readonly string[]) => new Set(values).size;
const currency = (code: string) => currencies().find(({ isoCode }) => isoCode === code);
const country = (code: string) => countries().find(({ isoCode2 }) => isoCode2 === code);
const statesOf = (code: string) => countryStates().filter((state) => state.country.isoCode2 === code);

describe('currencies', () => {
  it('has those in which people are paid, each once', () => {
    const all = currencies();
    expect(all.length).toBeGreaterThan(150);
    expect(all.length).toBeLessThan(200);
    expect(distinct(all.map(({ isoCode }) => isoCode))).toBe(all.length);
    for (const { isoCode, name, symbol } of all) {
      expect(isoCode).toMatch(/^[A-Z]{3}$/);
      expect(name).toMatch(/^\S.{1,98}\S$/);
      expect(symbol).toMatch(/^\S{1,10}$/);
    }
  });

  it('has the names of the documented examples', () => {
    expect(currency('GBP')).toMatchObject({ name: 'British Pound', symbol: '£' });
    expect(currency('EUR')).toMatchObject({ name: 'Euro', symbol: '€' });
    expect(currency('USD')).toMatchObject({ name: 'US Dollar', symbol: '$' });
    expect(currency('JPY')).toMatchObject({ name: 'Japanese Yen', symbol: '¥' });
    expect(currency('CHF')).toMatchObject({ name: 'Swiss Franc', symbol: 'CHF' });
  });

  it('follows the amendments that its source does not contain', () => {
    expect(currency('XCG')).toMatchObject({ symbol: 'Cg' });
    for (const withdrawn of ['ANG', 'BGN', 'CUC']) expect(currency(withdrawn)).toBeUndefined();
  });

  it('excludes what is not money', () => {
    // ISO 4217 has codes for no currency (XXX), for tests and for metals beside those of money.
    for (const other of ['XXX', 'XTS', 'XAU', 'XAG', 'XBA']) expect(currency(other)).toBeUndefined();
  });
});

describe('countries', () => {
  it('has all of ISO 3166-1 and Kosovo, each once', () => {
    const all = countries();
    expect(all).toHaveLength(250);
    expect(distinct(all.map(({ isoCode2 }) => isoCode2))).toBe(250);
    expect(distinct(all.map(({ isoCode3 }) => isoCode3))).toBe(250);
    expect(distinct(all.map(({ name }) => name))).toBe(250);
    for (const { name } of all) expect(name).toMatch(/^\S.{1,98}\S$/u);
  });

  it('has the documented example', () => {
    expect(country('GB')).toMatchObject({
      name: 'United Kingdom',
      isoCode2: 'GB',
      isoCode3: 'GBR',
      timeZone: 'Europe/London',
      eu: false,
    });
  });

  it('has Kosovo under the commonly used codes, outside of the European Union', () => {
    expect(country('XK')).toMatchObject({ name: 'Kosovo', isoCode3: 'XKX', eu: false });
    expect(statesOf('XK')).toEqual([]);
  });

  it('marks the 27 members of the European Union', () => {
    const members = countries().filter(({ eu }) => eu);
    expect(members).toHaveLength(27);
    expect(members.map(({ isoCode2 }) => isoCode2)).toEqual(expect.arrayContaining(['DE', 'GR', 'HR', 'IE']));
  });

  it('has an existing time zone for each country with permanent residents', () => {
    const without = countries().filter(({ timeZone }) => timeZone === null);
    expect(without.map(({ isoCode2 }) => isoCode2).sort()).toEqual(['AQ', 'BV', 'HM', 'TF', 'UM']);
    for (const { timeZone } of countries()) {
      if (timeZone !== null) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
    }
    expect(country('US')?.timeZone).toBe('America/New_York');
    expect(country('DK')?.timeZone).toBe('Europe/Copenhagen');
    expect(country('XK')?.timeZone).toBe('Europe/Belgrade');
    expect(country('RS')?.timeZone).toBe('Europe/Belgrade');
  });
});

describe('country states', () => {
  it('has thousands, each code once within its country', () => {
    const all = countryStates();
    expect(all.length).toBeGreaterThan(4_500);
    expect(distinct(all.map(({ code, country: of }) => `${of.isoCode2}-${code}`))).toBe(all.length);
    for (const { code, name } of all) {
      expect(code).toMatch(/^[A-Z0-9]{1,3}$/);
      expect([...name].length).toBeLessThanOrEqual(150);
    }
  });

  it('has California as CA', () => {
    expect(statesOf('US')).toContainEqual(
      expect.objectContaining({ code: 'CA', name: 'California', country: country('US') }),
    );
    expect(statesOf('US').length).toBeGreaterThanOrEqual(51);
  });
});

describe('ids of reference data', () => {
  it('are the same in all installations and releases', () => {
    expect(referenceId('currency', 'EUR')).toBe('7783338d6a79f2f6e125c107cf62d7e0');
    expect(currency('EUR')?.id).toBe(referenceId('currency', 'EUR'));
    expect(country('GB')?.id).toBe(referenceId('country', 'GB'));
    expect(statesOf('US').find(({ code }) => code === 'CA')?.id).toBe(referenceId('country_state', 'US-CA'));
  });

  it('have the form of an id and are distinct', () => {
    const ids = [...currencies(), ...countries(), ...countryStates()].map(({ id }) => id);
    for (const id of ids) expect(id).toMatch(ID_PATTERN);
    expect(distinct(ids)).toBe(ids.length);
  });
});
