import fc from 'fast-check';
import type { Call } from '../support/answers.js';

/** Who asks and where: what a hostile request mixes its own inventions with, so that some get far. */
export interface Known {
  readonly token: string;
  readonly organizationId: string;
  readonly userId: string;
}

const long = (text: string, times: number) => text.repeat(times);

/** Texts that have broken something somewhere. */
const NOTORIOUS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfffb',
  '\u202egnp.exe',
  '\u200f\u05d0\u061c',
  '\ufeff',
  '\u200b\u3164',
  'a\ufe0f',
  '\u2800',
  'a\nb',
  '\ufffe\uffff',
  '\u{10ffff}',
  'e\u0301',
  '\u0130',
  '\ufdfa',
  '😀👩‍👩‍👧‍👦',
  long('x', 10_000),
  long('😀', 2_500),
  long('\u0130', 64),
  long('\u0958', 254),
  "' OR '1'='1",
  "'; DROP TABLE users; --",
  '\\',
  "\\'",
  '?',
  '%',
  '_',
  '%00',
  '%zz',
  '${7*7}{{7*7}}<%= 7 %>',
  '<script>alert(1)</script>',
  '\r\nSet-Cookie: a=b',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'toInput',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0x10',
  '1e309',
  '9007199254740993',
  'me',
] as const;

/** Any sequence of UTF-16 units, halves of characters included. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes));

const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<string>(...NOTORIOUS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: units },
);

/** Almost an email, and sometimes one. */
const email: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.emailAddress() },
  fc.tuple(text, text).map(([local, domain]) => `${local}@${domain}`),
  fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 }), fc.domain()).map((parts) => parts.join('@')),
  fc
    .tuple(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      fc.constantFrom('com', '\u0130', 'b\u00fc', '1'),
    )
    .map(([label, top]) => `a@${label}.${top}`),
  // The longest there is, and longer still in lower case.
  fc.constant(`${long('\u0130', 64)}@${long('\u0130', 3)}${long(`.${long('a', 61)}`, 3)}`),
);

const json: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
  fc.constantFrom(null, true, false, 0, -0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 2, [], {}, [[]], [null]),
  fc.array(text, { maxLength: 120 }),
  fc.dictionary(text, text, { maxKeys: 5 }),
);

const either = <T>(good: fc.Arbitrary<T>, weight = 6): fc.Arbitrary<unknown> =>
  fc.oneof({ weight, arbitrary: good }, { weight: 1, arbitrary: json });

const pair = fc.record({ id: either(text), label: either(text) }, { requiredKeys: ['id'] });

/** The arguments of the create-enterprise page: each good, hostile or missing. */
const body = ({ userId }: Known): fc.Arbitrary<object> => {
  const admin = fc.oneof(fc.constant(userId), text);
  const members = fc.record(
    {
      email: either(email, 12),
      idempotencyKey: either(fc.oneof({ weight: 3, arbitrary: fc.uuid() }, text), 12),
      additionalAdmins: either(fc.oneof({ weight: 5, arbitrary: fc.subarray([userId]) }, fc.array(admin)), 12),
      thirdPartyIdentifier: either(fc.array(pair, { maxLength: 60 })),
      accountType: either(fc.constantFrom('individual', 'entity')),
      isCaaS: either(fc.boolean()),
    },
    { requiredKeys: ['email', 'idempotencyKey', 'additionalAdmins'] },
  );
  const extras = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fc.dictionary(text, json, { maxKeys: 2 }));
  return fc.tuple(members, extras).map(([known, extra]) => ({ ...extra, ...known }));
};

/** Breaks a written body in one place, or leaves it as it is. */
const damage: fc.Arbitrary<(written: string) => string | Buffer> = fc.oneof(
  { weight: 50, arbitrary: fc.constant((written: string) => written) },
  fc.nat().map((at) => (written: string) => written.slice(0, at % (written.length + 1))),
  fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => (written: string) => {
    const bytes = Buffer.from(written);
    bytes[at % bytes.length] = byte;
    return bytes;
  }),
  fc.constant((written: string) => `\ufeff${written}`),
  fc.constant((written: string) => `${written}${written}`),
  fc.constant((written: string) => written.replace('{', '{"__proto__":{"email":"x"},"email":1,')),
  fc.nat({ max: 3_000 }).map((depth) => () => `${'{"email":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.nat({ max: 3_000 }).map((depth) => () => '['.repeat(depth)),
  fc.constant((written: string) => `${written}${long(' ', 70_000)}`),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => () => Buffer.from(bytes)),
);

const contentType = fc.oneof(
  { weight: 15, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'application/json; charset=utf-16',
      'application/json;;;',
      'application/x+json',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'text/plain',
      ';',
      'json',
    ),
  },
);

/** Text as it can be in a URL: escaped, or raw and wrong. */
const segment: fc.Arbitrary<string> = fc.oneof(
  text.map((each) => encodeURIComponent(each.toWellFormed())),
  fc.constantFrom(
    '%',
    '%zz',
    '%E0%A4%A',
    '%ED%A0%80',
    '%00',
    '%2f',
    '%25',
    ';x=1',
    ':id',
    '*',
    '@',
    '+',
    "'",
    '(',
    '~',
  ),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: 30, maxLength: 34 }),
);

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('limit', 'prevId', 'idempotencyKey', 'organizationId', 'id') },
  { weight: 1, arbitrary: segment },
);

const queryValue = fc.oneof(
  segment,
  fc.integer({ min: -5, max: 600 }).map(String),
  fc.double().map(String),
  fc.constant('59cd72485007a239fb00282ed480da1f'),
);

const queryPart = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(name, queryValue).map((parts) => parts.join('=')) },
  fc
    .tuple(name, fc.constantFrom('[]', '[a]', '[', ']', '[][x]', '[[]]', '[__proto__]'), queryValue)
    .map(([left, brackets, right]) => `${left}${brackets}=${right}`),
  name,
  fc.constantFrom('', '=', '&', '==', '[', '[]=', '%', 'limit%5B%5D=1', `a${long('[a]', 40)}=1`, long('a&', 1_100)),
);

const query = fc.array(queryPart, { maxLength: 4 }).map((parts) => (parts.length === 0 ? '' : `?${parts.join('&')}`));

/** A query where none is expected. */
const strayQuery = fc.oneof({ weight: 10, arbitrary: fc.constant('') }, query);

/** What a header may hold on its way through Node; the rest is refused before it gets here. */
const headerText = fc.string({ unit: fc.constantFrom(...'abcXYZ019._- /:;,="\u00e9\u00ff'), maxLength: 150 });

const headers = fc.record(
  { 'X-Request-Id': headerText, Accept: headerText, Authorization: headerText },
  { requiredKeys: [] },
);

/** Mostly a permitted caller, so that what comes behind the guards is reached. */
const signed = ({ token }: Known) =>
  fc.tuple(fc.nat({ max: 19 }), headers).map(([draw, { Authorization, ...others }]) => ({
    ...(draw > 0 && { token }),
    headers: draw === 0 && Authorization !== undefined ? { Authorization, ...others } : others,
  }));

const withHeaders = (call: Omit<Call, 'token'>, { headers: more, ...rest }: Pick<Call, 'token' | 'headers'>): Call => ({
  ...call,
  ...rest,
  headers: { ...call.headers, ...more },
});

const organization = ({ organizationId }: Known) =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(organizationId) }, { weight: 1, arbitrary: segment });

const slash = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('', '/') },
  { weight: 1, arbitrary: fc.constantFrom('//', '/x') },
);

/** Requests to create an enterprise. */
export const hostileCreations = (known: Known): fc.Arbitrary<Call> =>
  fc
    .tuple(organization(known), slash, strayQuery, body(known), damage, contentType, signed(known))
    .map(([id, end, search, json, broken, type, who]) =>
      withHeaders(
        {
          method: 'POST',
          url: `/api/v2/organization/${id}/enterprise${end}${search}`,
          body: broken(JSON.stringify(json)),
          headers: { 'Content-Type': type },
        },
        who,
      ),
    );

/** Requests for the list of enterprises. */
export const hostileListings = (known: Known): fc.Arbitrary<Call> =>
  fc
    .tuple(organization(known), slash, query, signed(known))
    .map(([id, end, search, who]) =>
      withHeaders({ method: 'GET', url: `/api/v2/organization/${id}/enterprise${end}${search}` }, who),
    );

/** Requests for a user. */
export const hostileUserReads = (known: Known): fc.Arbitrary<Call> =>
  fc
    .tuple(fc.oneof(segment, fc.constantFrom(known.userId, 'me')), slash, strayQuery, signed(known))
    .map(([id, end, search, who]) => withHeaders({ method: 'GET', url: `/api/v2/user/${id}${end}${search}` }, who));
