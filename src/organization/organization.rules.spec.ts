import fc from 'fast-check';
import { nameProblems, subDomainProblems } from './organization.rules.js';
import { annotationProblems } from '../annotation/annotation.rules.js';

const NONE: ReadonlySet<string> = new Set();
const problemOf = (subDomain: string, reserved = NONE) => subDomainProblems(subDomain, reserved)[0]?.problem;
const annotations = (...keys: string[]) => keys.map((key) => ({ key, value: null }));

describe('a name', () => {
  it.each([
    ['a', []],
    ['é'.repeat(255), []],
    ['😀'.repeat(255), []],
    ['', [{ field: 'name', problem: 'blank' }]],
    ['a'.repeat(256), [{ field: 'name', problem: 'too_long', limit: 255 }]],
    ['😀'.repeat(256), [{ field: 'name', problem: 'too_long', limit: 255 }]],
  ])('%s', (name, problems) => {
    expect(nameProblems(name)).toEqual(problems);
  });
});

describe('a sub-domain', () => {
  it.each([
    ...['a', '7', 'acme', 'lex-corp', 'terraform-acc-test', '20261122', '0a1b2c3d', 'a--b', 'abc--d', 'a-b-c'],
    ...['php-lib-test-0123456789abcdef0', 'a'.repeat(63), 'f'.repeat(31), 'f'.repeat(33), 'g'.repeat(32)],
    ...['www-acme', 'nsa', 'ns1a', 'mailer', 'admins', 'apis', 'mx-1'],
  ])('%s is accepted', (subDomain) => {
    expect(subDomainProblems(subDomain, NONE)).toEqual([]);
  });

  it.each([
    ...['Acme', 'acmE', 'org_acme', '-acme', 'acme-', '-', '--', 'a.b', '.', 'a b', ' acme', 'acme ', 'acme\n', 'a\0b'],
    ...[
      'müller',
      'ａｃｍｅ',
      'a\u212a',
      'ı',
      'acme\u200b',
      '😀',
      'ab--cd',
      'xn--mller-kva',
      'a1--',
      'a/b',
      'a%41',
      '*',
      'a@b',
    ],
    ...['59cd72485007a239fb00282ed480da1f', '0'.repeat(32), 'f'.repeat(32)],
  ])('%j is invalid', (subDomain) => {
    expect(problemOf(subDomain)).toBe('invalid');
  });

  it('is blank, or too long, before it is anything else', () => {
    for (const empty of ['', ' ', '\n', '\u200b'])
      expect(subDomainProblems(empty, NONE)).toEqual([{ field: 'sub_domain', problem: 'blank' }]);
    for (const long of ['a'.repeat(64), 'A'.repeat(64), '😀'.repeat(64)]) {
      expect(subDomainProblems(long, NONE)).toEqual([{ field: 'sub_domain', problem: 'too_long', limit: 63 }]);
    }
    expect(problemOf('😀'.repeat(63))).toBe('invalid');
  });

  it.each([
    ...[
      'abuse',
      'admin',
      'administrator',
      'hostmaster',
      'postmaster',
      'webmaster',
      'root',
      'ssladmin',
      'noc',
      'security',
    ],
    ...['www', 'www2', 'mail', 'smtp', 'imap', 'pop', 'ftp', 'ns', 'ns1', 'ns12', 'dns', 'dns0', 'mx', 'mx10', 'uucp'],
    ...[
      'wpad',
      'autodiscover',
      'autoconfig',
      'isatap',
      'localhost',
      'localdomain',
      'broadcasthost',
      'api',
      'mailer-daemon',
    ],
  ])('%s is reserved', (subDomain) => {
    expect(problemOf(subDomain)).toBe('reserved');
  });

  it('is reserved where the installation configures it, and nowhere else', () => {
    expect(problemOf('vault', new Set(['vault']))).toBe('reserved');
    expect(problemOf('vault')).toBeUndefined();
    expect(problemOf('vaults', new Set(['vault']))).toBeUndefined();
    expect(problemOf('acme', new Set(['']))).toBeUndefined();
  });

  it('is, wherever it is accepted, one label that every resolver reads unchanged', () => {
    const almost = fc.string({ unit: fc.constantFrom(...'abz09-A_.é'), maxLength: 66 });
    const property = fc.property(fc.oneof(almost, fc.string({ unit: 'binary', maxLength: 66 })), (subDomain) => {
      if (subDomainProblems(subDomain, NONE).length > 0) return;
      expect(new URL(`http://${subDomain}.example`).hostname).toBe(`${subDomain}.example`);
      expect(subDomain.length).toBeLessThanOrEqual(63);
      expect(subDomain).toMatch(/^[^-._].*$/);
      expect(subDomain).not.toMatch(/[-.]$/);
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});

describe('annotations', () => {
  it('are at most fifty, with keys of 1 to 100 characters and values of at most 1,000', () => {
    const fifty = Array.from({ length: 50 }, (_, index) => ({ key: `${index}`, value: '😀'.repeat(1_000) }));
    expect(annotationProblems([])).toEqual([]);
    expect(annotationProblems(fifty)).toEqual([]);
    expect(annotationProblems([...fifty, { key: 'one more', value: null }])).toEqual([
      { field: 'annotations', problem: 'too_long', limit: 50 },
    ]);
    expect(annotationProblems(annotations('😀'.repeat(100)))).toEqual([]);
    expect(annotationProblems(annotations('a'.repeat(101)))).toEqual([
      { field: 'annotations_key', problem: 'too_long', limit: 100 },
    ]);
    expect(annotationProblems(annotations(''))).toEqual([{ field: 'annotations_key', problem: 'blank' }]);
    expect(annotationProblems([{ key: 'a', value: 'v'.repeat(1_001) }])).toEqual([
      { field: 'annotations_value', problem: 'too_long', limit: 1_000 },
    ]);
    expect(annotationProblems([{ key: 'a', value: '' }])).toEqual([]);
  });

  it('have each key once, compared character by character', () => {
    expect(annotationProblems(annotations('a', 'b', 'a'))).toEqual([
      { field: 'annotations_key', problem: 'duplicate' },
    ]);
    expect(annotationProblems(annotations('a', 'A', 'a ', 'á', 'a\u0301'))).toEqual([]);
    expect(annotationProblems(annotations('__proto__', 'constructor', 'toString'))).toEqual([]);
  });

  it('report each error once, in one order', () => {
    const long = 'k'.repeat(101);
    const all = [...annotations('', '', long, long), { key: 'v', value: 'v'.repeat(1_001) }];
    expect(annotationProblems(all).map(({ field, problem }) => `${field} ${problem}`)).toEqual([
      'annotations_key blank',
      'annotations_key too_long',
      'annotations_key duplicate',
      'annotations_value too_long',
    ]);
  });
});
