import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabases } from '../../support/database/databases.js';
import { aKey, aSubDomain } from '../../support/scenes/factories.js';
import { exchange } from '../../support/raw-http.js';
import { Installation, said, tally } from '../../support/scenes/installation.js';
import { race } from '../../support/until.js';
import { asked, effects, newWish, outcome, ROUTES, type Wish } from './idempotency-key.fixtures.js';

describe.each(testDatabases())('the header Idempotency-Key on $name', (database) => {
  let here: Installation;
  let port: number;

  beforeAll(async () => {
    here = await Installation.open(database);
    port = Number(new URL(await here.app.listen()).port);
  });

  afterAll(() => here.close());

  const send = (wish: Wish, more = {}, number = 0) => here.call(number, asked(wish, more));
  const bySubDomain = ({ json }: Wish) => here.sql.count('organizations', 'sub_domain = ?', [String(json.sub_domain)]);

  /** Sends what is to be refused, or repeated, and expects that nothing is written. */
  async function without<T>(work: () => Promise<T>): Promise<T> {
    const before = await effects(here);
    const result = await work();
    expect(await effects(here)).toEqual(before);
    return result;
  }

  /** The bytes of a request with two keys. */
  const twice = ({ url, token, key, json }: Wish, second: string) =>
    [
      ...[`POST ${url} HTTP/1.1`, 'Host: x', 'Connection: close', `Authorization: Bearer ${token}`],
      ...['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(JSON.stringify(json))}`],
      ...[`Idempotency-Key: ${key}`, `Idempotency-Key: ${second}`, '', JSON.stringify(json)],
    ].join('\r\n');

  describe.each(ROUTES)('$name', (route) => {
    it('says again what was made: the same body, marked, and no second row', async () => {
      const wish = await newWish(here, route);
      const first = await send(wish);
      expect(outcome(first)).toEqual({ status: 201, id: expect.any(String) as unknown });
      const replays = await without(async () => [await send(wish, {}, 0), await send(wish, {}, 1)]);
      for (const again of replays) {
        expect(outcome(again)).toEqual({ ...outcome(first), replayed: 'true' });
        expect(again.text).toBe(first.text);
      }
    });

    it('makes two where no key is sent, and for two keys', async () => {
      const wish = await newWish(here, route);
      const others = [{ headers: {} }, { headers: {} }, { headers: { 'Idempotency-Key': aKey() } }];
      const made = [];
      for (const more of others)
        made.push(await send(wish, { ...more, json: { ...wish.json, sub_domain: aSubDomain() } }));
      expect(made.map(outcome).map(({ status, replayed }) => [status, replayed])).toEqual(
        others.map(() => [201, undefined]),
      );
    });

    it('refuses another meaning with 409, writes nothing, and keeps the first', async () => {
      const wish = await newWish(here, route);
      const first = await send(wish);
      const others = [
        { ...wish.json, name: 'Other' },
        { ...wish.json, name: 'wished for' },
        { ...wish.json, sub_domain: aSubDomain() },
        { ...wish.json, ...(route.by === 'operator' ? { activated: true } : { annotations: [{ key: 'a' }] }) },
      ];
      await without(async () => {
        for (const json of others) {
          const answer = await send(wish, { json });
          expect(answer).toMatchObject({
            status: 409,
            body: { error: { code: 'idempotency_key_conflict', detail: {} } },
          });
          expect(answer.headers).not.toHaveProperty('idempotent-replayed');
        }
        expect(outcome(await send(wish))).toEqual({ ...outcome(first), replayed: 'true' });
      });
    });

    it('binds no key to an error: the mended request is the first', async () => {
      const wish = await newWish(here, route);
      await without(async () => {
        expect(outcome(await send(wish, { json: { ...wish.json, name: '' } }))).toMatchObject({ status: 422 });
        expect(outcome(await send(wish, { json: { ...wish.json, sub_domain: 'www' } }))).toMatchObject({ status: 422 });
        expect(outcome(await send(wish, { json: { name: 'No sub-domain' } }))).toMatchObject({ status: 400 });
      });
      const taken = await newWish(here, route);
      await send(taken, { headers: {} });
      const { sub_domain } = taken.json;
      // This one fails in the transaction, where the key has been claimed already.
      expect(outcome(await without(() => send(wish, { json: { ...wish.json, sub_domain } })))).toMatchObject({
        status: 422,
      });
      expect(outcome(await send(wish))).toEqual({ status: 201, id: expect.any(String) as unknown });
    });

    it.each([1, 255])('takes a key of %d characters, and tells two of one length apart', async (length) => {
      const wish = await newWish(here, route);
      const keys = ['a', 'A', '~', '!'].map((last) => last.padStart(length, `${wish.key} `).slice(-length));
      for (const key of keys) {
        const json = { ...wish.json, sub_domain: aSubDomain() };
        const own = { ...wish, json, key };
        const first = await send(own);
        expect(outcome(first).replayed).toBeUndefined();
        expect(outcome(await send(own))).toEqual({ ...outcome(first), status: 201, replayed: 'true' });
      }
    });

    it.each([
      ['a quoted key', (key: string) => `"${key}"`],
      ['a quoted key with a quotation mark in it', (key: string) => `"${key}\\"\\\\"`, (key: string) => `${key}"\\`],
    ])('takes %s for the key that is in it', async (_, quoted, plain = (key: string) => key) => {
      const wish = await newWish(here, route);
      const first = await send(wish, { headers: { 'Idempotency-Key': quoted(wish.key) } });
      expect(outcome(first)).toEqual({ status: 201, id: expect.any(String) as unknown });
      const again = await send({ ...wish, key: plain(wish.key) });
      expect(outcome(again)).toEqual({ ...outcome(first), replayed: 'true' });
    });

    it('refuses two keys, the same or not, and uses neither', async () => {
      const wish = await newWish(here, route);
      for (const second of [wish.key, 'another']) {
        const answer = await without(() => exchange(port, twice(wish, second)));
        expect([answer.status, answer.body]).toMatchObject([
          400,
          { error: { code: 'invalid_argument', detail: { path: ['Idempotency-Key'] } } },
        ]);
      }
      expect(outcome(await send(wish)).replayed).toBeUndefined();
    });

    it.each([
      ['nothing in quotation marks', '""'],
      ['a space in quotation marks', '" "'],
      ['256 quoted characters', `"${'x'.repeat(256)}"`],
      ['256 characters', 'x'.repeat(256)],
      ['nothing', ''],
      ['a space', ' '],
      ['a space at its end', 'x '],
      ['NUL', 'a\0b'],
      ['a tab', 'a\tb'],
      ['another alphabet', 'ключ'],
      ['a letter beyond ASCII', 'clé'],
    ])('refuses a key of %s with 400', async (_, key) => {
      const wish = await newWish(here, route);
      const answer = await without(() => here.app.call(asked({ ...wish, key })));
      expect(answer).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_argument', detail: { path: ['Idempotency-Key'] } } },
      });
    });

    // Protects the unique key uq_idempotency_records_key, and the claim ahead of everything in the transaction.
    it('makes one of twenty that come at once, and answers all with it', async () => {
      for (let round = 0; round < 3; round++) {
        const wish = await newWish(here, route);
        const before = await effects(here);
        const answers = await race(20, (number) => send(wish, {}, number));
        expect(tally(answers.map(said))).toEqual({ 201: 20 });
        expect(new Set(answers.map(({ body }) => body.organization!.id)).size).toBe(1);
        expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
        expect(await bySubDomain(wish)).toBe(1);
        expect(await effects(here)).toMatchObject({
          organizations: before.organizations! + 1,
          audit_events: before.audit_events! + 1,
          idempotency_records: before.idempotency_records! + 1,
        });
      }
    });

    it('makes one of two meanings that come at once, and refuses the other', async () => {
      const wish = await newWish(here, route);
      const wishes = Array.from({ length: 10 }, (_, n) => ({ ...wish.json, name: n % 2 === 0 ? 'Even' : 'Odd' }));
      const answers = await race(10, (number) => send(wish, { json: wishes[number] }, number));
      expect(tally(answers.map(said))).toEqual({ 201: 5, '409 idempotency_key_conflict': 5 });
      expect(await bySubDomain(wish)).toBe(1);
    });

    it('is a key of this route alone', async () => {
      const wish = await newWish(here, route);
      const operator = await here.make.operatorToken();
      const first = await send(wish, { token: operator });
      for (const other of ROUTES.filter(({ name }) => name !== route.name)) {
        const json = { ...wish.json, sub_domain: aSubDomain() };
        const elsewhere = await send(wish, { token: operator, url: other.url(wish.root), json });
        expect(outcome(elsewhere)).toEqual({ status: 201, id: expect.any(String) as unknown });
        expect(elsewhere.body.organization?.id).not.toBe(first.body.organization?.id);
      }
    });
  });
});
