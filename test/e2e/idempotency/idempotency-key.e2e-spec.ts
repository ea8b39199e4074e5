import { said } from '../../support/answers.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabases } from '../../support/database/databases.js';
import { aKey, aSubDomain } from '../../support/scenes/factories.js';
import { exchange } from '../../support/raw-http.js';
import { Installation, tally } from '../../support/scenes/installation.js';
import { race } from '../../support/until.js';
import { asked, effects, newKeyedRequest, outcome, ROUTES, type KeyedRequest } from './idempotency-key.fixtures.js';

describe.each(testDatabases())('the header Idempotency-Key on $name', (database) => {
  let here: Installation;
  let port: number;

  beforeAll(async () => {
    here = await Installation.open(database);
    port = Number(new URL(await here.app.listen()).port);
  });

  afterAll(() => here.close());

  const send = (keyed: KeyedRequest, more = {}, number = 0) => here.call(number, asked(keyed, more));
  const bySubDomain = ({ json }: KeyedRequest) =>
    here.sql.count('organizations', 'sub_domain = ?', [String(json.sub_domain)]);

  /** Sends what is to be refused, or repeated, and expects that nothing is written. */
  async function without<T>(work: () => Promise<T>): Promise<T> {
    const before = await effects(here);
    const result = await work();
    expect(await effects(here)).toEqual(before);
    return result;
  }

  /** The bytes of a request with two keys. */
  const twice = ({ url, token, key, json }: KeyedRequest, second: string) =>
    [
      ...[`POST ${url} HTTP/1.1`, 'Host: x', 'Connection: close', `Authorization: Bearer ${token}`],
      ...['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(JSON.stringify(json))}`],
      ...[`Idempotency-Key: ${key}`, `Idempotency-Key: ${second}`, '', JSON.stringify(json)],
    ].join('\r\n');

  describe.each(ROUTES)('$name', (route) => {
    it('says again what was made: the same body, marked, and no second row', async () => {
      const keyed = await newKeyedRequest(here, route);
      const first = await send(keyed);
      expect(outcome(first)).toEqual({ status: 201, id: expect.any(String) as unknown });
      const replays = await without(async () => [await send(keyed, {}, 0), await send(keyed, {}, 1)]);
      for (const again of replays) {
        expect(outcome(again)).toEqual({ ...outcome(first), replayed: 'true' });
        expect(again.text).toBe(first.text);
      }
    });

    it('makes two where no key is sent, and for two keys', async () => {
      const keyed = await newKeyedRequest(here, route);
      const others = [{ headers: {} }, { headers: {} }, { headers: { 'Idempotency-Key': aKey() } }];
      const made = [];
      for (const more of others)
        made.push(await send(keyed, { ...more, json: { ...keyed.json, sub_domain: aSubDomain() } }));
      expect(made.map(outcome).map(({ status, replayed }) => [status, replayed])).toEqual(
        others.map(() => [201, undefined]),
      );
    });

    it('refuses another meaning with 409, writes nothing, and keeps the first', async () => {
      const keyed = await newKeyedRequest(here, route);
      const first = await send(keyed);
      const others = [
        { ...keyed.json, name: 'Other' },
        { ...keyed.json, name: 'wished for' },
        { ...keyed.json, sub_domain: aSubDomain() },
        { ...keyed.json, ...(route.by === 'operator' ? { activated: true } : { annotations: [{ key: 'a' }] }) },
      ];
      await without(async () => {
        for (const json of others) {
          const answer = await send(keyed, { json });
          expect(answer).toMatchObject({
            status: 409,
            body: { error: { code: 'idempotency_key_conflict', detail: {} } },
          });
          expect(answer.headers).not.toHaveProperty('idempotent-replayed');
        }
        expect(outcome(await send(keyed))).toEqual({ ...outcome(first), replayed: 'true' });
      });
    });

    it('binds no key to an error: the mended request is the first', async () => {
      const keyed = await newKeyedRequest(here, route);
      await without(async () => {
        expect(outcome(await send(keyed, { json: { ...keyed.json, name: '' } }))).toMatchObject({ status: 422 });
        expect(outcome(await send(keyed, { json: { ...keyed.json, sub_domain: 'www' } }))).toMatchObject({
          status: 422,
        });
        expect(outcome(await send(keyed, { json: { name: 'No sub-domain' } }))).toMatchObject({ status: 400 });
      });
      const taken = await newKeyedRequest(here, route);
      await send(taken, { headers: {} });
      const { sub_domain } = taken.json;
      // This one fails in the transaction, where the key has been claimed already.
      expect(outcome(await without(() => send(keyed, { json: { ...keyed.json, sub_domain } })))).toMatchObject({
        status: 422,
      });
      expect(outcome(await send(keyed))).toEqual({ status: 201, id: expect.any(String) as unknown });
    });

    it.each([1, 255])('takes a key of %d characters, and distinguishes two of one length', async (length) => {
      const keyed = await newKeyedRequest(here, route);
      const keys = ['a', 'A', '~', '!'].map((last) => last.padStart(length, `${keyed.key} `).slice(-length));
      for (const key of keys) {
        const json = { ...keyed.json, sub_domain: aSubDomain() };
        const own = { ...keyed, json, key };
        const first = await send(own);
        expect(outcome(first).replayed).toBeUndefined();
        expect(outcome(await send(own))).toEqual({ ...outcome(first), status: 201, replayed: 'true' });
      }
    });

    it.each([
      ['a quoted key', (key: string) => `"${key}"`],
      ['a quoted key with a quotation mark in it', (key: string) => `"${key}\\"\\\\"`, (key: string) => `${key}"\\`],
    ])('takes %s for the key that is in it', async (_, quoted, plain = (key: string) => key) => {
      const keyed = await newKeyedRequest(here, route);
      const first = await send(keyed, { headers: { 'Idempotency-Key': quoted(keyed.key) } });
      expect(outcome(first)).toEqual({ status: 201, id: expect.any(String) as unknown });
      const again = await send({ ...keyed, key: plain(keyed.key) });
      expect(outcome(again)).toEqual({ ...outcome(first), replayed: 'true' });
    });

    it('refuses two keys, the same or not, and uses neither', async () => {
      const keyed = await newKeyedRequest(here, route);
      for (const second of [keyed.key, 'another']) {
        const answer = await without(() => exchange(port, twice(keyed, second)));
        expect([answer.status, answer.body]).toMatchObject([
          400,
          { error: { code: 'invalid_argument', detail: { path: ['Idempotency-Key'] } } },
        ]);
      }
      expect(outcome(await send(keyed)).replayed).toBeUndefined();
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
      const keyed = await newKeyedRequest(here, route);
      const answer = await without(() => here.app.call(asked({ ...keyed, key })));
      expect(answer).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_argument', detail: { path: ['Idempotency-Key'] } } },
      });
    });

    // Protects the unique key uq_idempotency_records_key, and the claim ahead of everything in the transaction.
    it('makes one of twenty that come at once, and answers all with it', async () => {
      for (let round = 0; round < 3; round++) {
        const keyed = await newKeyedRequest(here, route);
        const before = await effects(here);
        const answers = await race(20, (number) => send(keyed, {}, number));
        expect(tally(answers.map(said))).toEqual({ 201: 20 });
        expect(new Set(answers.map(({ body }) => body.organization!.id)).size).toBe(1);
        expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
        expect(await bySubDomain(keyed)).toBe(1);
        expect(await effects(here)).toMatchObject({
          organizations: before.organizations! + 1,
          audit_events: before.audit_events! + 1,
          idempotency_records: before.idempotency_records! + 1,
        });
      }
    });

    it('makes one of two meanings that come at once, and refuses the other', async () => {
      const keyed = await newKeyedRequest(here, route);
      const bodies = Array.from({ length: 10 }, (_, n) => ({ ...keyed.json, name: n % 2 === 0 ? 'Even' : 'Odd' }));
      const answers = await race(10, (number) => send(keyed, { json: bodies[number] }, number));
      expect(tally(answers.map(said))).toEqual({ 201: 5, '409 idempotency_key_conflict': 5 });
      expect(await bySubDomain(keyed)).toBe(1);
    });

    it('is a key of this route alone', async () => {
      const keyed = await newKeyedRequest(here, route);
      const operator = await here.make.operatorToken();
      const first = await send(keyed, { token: operator });
      for (const other of ROUTES.filter(({ name }) => name !== route.name)) {
        const json = { ...keyed.json, sub_domain: aSubDomain() };
        const elsewhere = await send(keyed, { token: operator, url: other.url(keyed.root), json });
        expect(outcome(elsewhere)).toEqual({ status: 201, id: expect.any(String) as unknown });
        expect(elsewhere.body.organization?.id).not.toBe(first.body.organization?.id);
      }
    });
  });
});
