import { requestIdOf } from './request-id.js';

const idFor = (sent?: string) => requestIdOf({ headers: sent === undefined ? {} : { 'x-request-id': sent } });

describe('requestIdOf', () => {
  it.each(['a', 'A.b_c-9', 'x'.repeat(128)])('keeps %s', (sent) => expect(idFor(sent)).toBe(sent));

  it.each([undefined, '', 'a b', 'a\n', 'é', 'x'.repeat(129), '"'])('makes one of its own for %j', (sent) =>
    expect(idFor(sent)).toMatch(/^[0-9a-f]{32}$/),
  );
});
