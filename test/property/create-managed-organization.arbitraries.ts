import fc from 'fast-check';
import type { Call } from '../support/answers.js';

/** What the requests are about: an organization that is there, and tokens that may and may not. */
export interface Subject {
  readonly id: string;
  readonly subDomain: string;
  readonly tokens: { readonly able: string; readonly narrow: string; readonly foreign: string };
}

/** A request, and the arguments in it where they were written down without any damage. */
export interface HostileRequest {
  readonly call: Call;
  readonly sent?: { readonly name?: unknown; readonly sub_domain?: unknown; readonly annotations?: unknown };
}

type Members = Record<string, unknown>;

const NASTY = [
  ...[
    '',
    ' ',
    '\t\r\n',
    '\0',
    'a\0b',
    '\u001b[31m',
    '\u202eabc',
    '\u200b',
    'a\u200b',
    '\u3164',
    '\u2800',
    '\u034f\ufe0f',
    'a\u2066b\u2069',
    'a\nb',
    '\u2028',
    '\ufeff',
    '\ufffe',
    '\ud800',
    'a\udfff',
  ],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE organizations; --',
    "\\'",
    '\\',
    '%',
    '_',
    '?',
    '${7*7}',
    '{{7*7}}',
    '<script>',
    '../../etc',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'then',
    'length',
    'null',
    'NaN',
    '0x10',
    '1e999',
  ],
  ...[
    'İ',
    'ı',
    'ß',
    '\u212a',
    'ﬁ',
    'e\u0301',
    'ａｄｍｉｎ',
    '😀',
    '👨‍👩‍👧',
    'xn--a',
    'ab--c',
    '-a',
    'a-',
    'a.b',
    'A',
    'www',
    'ns1',
  ],
  ...['a'.repeat(63), 'a'.repeat(64), 'a'.repeat(256), '😀'.repeat(255), '😀'.repeat(256), 'x'.repeat(5_000)],
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
);

/** Anything that JSON can say, hostile keys and numbers beyond what a double holds included. */
const value = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.constantFrom(null, true, false, 0, -0, -1, 1.5, 1e308, 2 ** 53, [], {}, [[]], [{}], [null]),
  // What a program trips over that takes data for objects of its own.
  fc.constantFrom(
    { constructor: 1 },
    { constructor: { prototype: null } },
    { toString: 1 },
    { then: 1 },
    { length: 1e9 },
  ),
  fc.constant(JSON.parse('{"__proto__":{"id":"x"},"hasOwnProperty":1}') as unknown),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(text, fc.oneof(text, fc.constant(null), fc.integer()), { maxKeys: 4 }),
  fc.array(text, { maxLength: 4 }),
  fc.integer({ min: 1, max: 60 }).map((depth) => nested(depth)),
);

/** Labels, right ones and nearly right ones; few enough that some come twice. */
const label = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: fc.constantFrom(...'abcxyz0189-'), minLength: 4, maxLength: 20 }) },
  fc.string({ unit: fc.constantFrom(...'abcdef0123456789'), minLength: 30, maxLength: 34 }),
  fc.string({ unit: fc.constantFrom(...'ab-.A_é '), minLength: 1, maxLength: 65 }),
);

const annotations = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(
      fc.record({ key: fc.string({ minLength: 1, maxLength: 10 }), value: fc.option(text) }, { requiredKeys: ['key'] }),
      { maxLength: 5 },
    ),
  },
  fc.array(fc.record({ key: value, value }, { requiredKeys: [] }), { maxLength: 3 }),
  fc.array(value, { maxLength: 4 }),
  fc.array(fc.record({ key: fc.integer({ min: 0, max: 60 }).map(String) }), { minLength: 45, maxLength: 55 }),
);

/** Mostly what is right, now and then what is not: a request that is all wrong is refused by its first fault. */
function mostly<T>(right: fc.Arbitrary<T>, weight = 12): fc.Arbitrary<unknown> {
  return fc.oneof({ weight, arbitrary: right }, value);
}

function membersOf({ id, subDomain }: Subject): fc.Arbitrary<Members> {
  const organization = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom<unknown>({ id }, { sub_domain: subDomain }, { id, sub_domain: null }) },
    fc.record({ id: value, sub_domain: value }, { requiredKeys: [] }),
    value,
  );
  const name = mostly(fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), text));
  const known = fc.record(
    {
      organization,
      name,
      sub_domain: mostly(label),
      annotations: fc.option(mostly(annotations), { nil: null, freq: 3 }),
    },
    { requiredKeys: ['name', 'sub_domain', 'organization'] },
  );
  const extra = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fc.dictionary(text, value, { maxKeys: 3 }));
  const withdrawn = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    fc.constantFrom('organization', 'name', 'sub_domain'),
  );
  return fc.tuple(extra, known, withdrawn).map(([others, members, gone]) => {
    const all: Members = { ...others, ...members };
    delete all[gone];
    return all;
  });
}

const CONTENT_TYPES = [
  ...[
    'application/json',
    'application/json; charset=utf-8',
    'application/vnd.x+json',
    'application/x-www-form-urlencoded',
  ],
  ...[
    'text/plain',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/json garbage',
    'application/jsonx',
  ],
  ...[
    'garbage',
    '',
    ' ',
    '\tapplication/json',
    ' application/json',
    'application/json\t',
    'APPLICATION/JSON;;',
    '*/*',
    ',',
    '{}',
  ],
  ...[
    'application/json, text/plain',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded; charset=latin1',
  ],
];

/** Nested names as Rack reads them, written down faithfully. */
function pairsOf(name: string, given: unknown): string[] {
  if (Array.isArray(given)) return given.flatMap((element) => pairsOf(`${name}[]`, element));
  if (typeof given === 'object' && given !== null) {
    return Object.entries(given).flatMap(([key, inner]) => pairsOf(name === '' ? key : `${name}[${key}]`, inner));
  }
  const escaped = (part: string) => encodeURIComponent(part.toWellFormed());
  const said = typeof given === 'string' ? given : JSON.stringify(given);
  return [given === null ? escaped(name) : `${escaped(name)}=${escaped(said ?? '')}`];
}

const brokenPair = fc.oneof(
  fc.constantFrom(
    '%zz',
    '%',
    '=',
    '&',
    'a[',
    ']',
    '[]',
    '[][]=1',
    'name[]=1',
    'name[x]=1',
    'organization=1',
    '%00=1',
    'a=%00',
  ),
  fc.constantFrom(
    'organization[id][x]=1',
    'organization[]=1',
    'annotations[0][key]=a',
    'annotations[][key]',
    '%FF=%FF',
    '+=+',
  ),
  fc.constantFrom(
    '__proto__[a]=1',
    'organization[__proto__][id]=1',
    'constructor[prototype][a]=1',
    'a[b'.repeat(40),
    'x&'.repeat(1_100),
  ),
  fc.string({ unit: fc.constantFrom(...'ab[]=&%0+;'), maxLength: 20 }),
);

/** Cuts a text, or puts something into it. */
const damage = fc
  .tuple(fc.nat(), fc.constantFrom('', '{', '}', '"', ',', '\\u', '\\ud800', '\0', '\ufffd', '[[[[', 'null', ' '))
  .map(
    ([at, put]) =>
      (whole: string) =>
        `${whole.slice(0, at % (whole.length + 1))}${put}${whole.slice((at % (whole.length + 1)) + (put === '' ? 1 : 0))}`,
  );

function bodyOf(subject: Subject): fc.Arbitrary<{ call: Partial<Call>; sent?: HostileRequest['sent'] }> {
  const members = membersOf(subject);
  const json = (body: string) => ({ body, headers: { 'Content-Type': 'application/json' } });
  return fc.oneof(
    { weight: 8, arbitrary: members.map((sent) => ({ call: json(JSON.stringify(sent)), sent })) },
    { weight: 3, arbitrary: members.map((sent) => ({ call: { form: pairsOf('', sent).join('&') } })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(members, brokenPair)
        .map(([sent, pair]) => ({ call: { form: [pair, ...pairsOf('', sent)].join('&') } })),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(members, damage).map(([sent, damaged]) => ({ call: json(damaged(JSON.stringify(sent))) })),
    },
    fc.uint8Array({ maxLength: 60 }).map((bytes) => ({ call: { ...json(''), body: Buffer.from(bytes) } })),
    fc.tuple(members, fc.constantFrom(...CONTENT_TYPES)).map(([sent, type]) => ({
      call: { body: JSON.stringify(sent), headers: { 'Content-Type': type } },
    })),
    fc
      .oneof(
        fc.constant(''),
        value.map((any) => JSON.stringify(any) ?? ''),
      )
      .map((body) => ({ call: json(body) })),
  );
}

function urlOf(subject: Subject): fc.Arbitrary<{ path: string; query: string }> {
  const segment = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('_', 'organization', ':organization', subject.id, subject.subDomain) },
    fc.constantFrom(
      '',
      '%zz',
      '%00',
      '%E0%A4%A',
      '%2F',
      '%2e%2e',
      '..',
      '.',
      '%',
      '_;x=1',
      '_#',
      'a'.repeat(512),
      'a'.repeat(513),
    ),
    text.map((any) => encodeURIComponent(any.toWellFormed())),
  );
  const query = fc.oneof(
    { weight: 8, arbitrary: fc.constant('') },
    membersOf(subject).map((sent) => `?${pairsOf('', sent).join('&')}`),
    fc.array(brokenPair, { maxLength: 3 }).map((pairs) => `?${pairs.join('&')}`),
  );
  return fc.record({ path: segment.map((each) => `/core/v1/organizations/${each}/managed`), query });
}

/** Requests to the endpoint from a caller that tries everything. */
export function hostileRequest(subject: Subject): fc.Arbitrary<HostileRequest> {
  const { able, narrow, foreign } = subject.tokens;
  const token = fc.oneof(
    { weight: 30, arbitrary: fc.constant<string | undefined>(able) },
    // So often that no seed leaves one of their refusals out: most of `narrow` are refused for something else first.
    { weight: 3, arbitrary: fc.constant(narrow) },
    { weight: 4, arbitrary: fc.constantFrom(foreign, undefined, 'x', `${able}x`) },
  );
  return fc.tuple(bodyOf(subject), urlOf(subject), token).map(([{ call, sent }, { path, query }, secret]) => ({
    call: { ...call, method: 'POST', url: `${path}${query}`, ...(secret !== undefined && { token: secret }) },
    ...(sent !== undefined && query === '' && { sent }),
  }));
}

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) };
}
