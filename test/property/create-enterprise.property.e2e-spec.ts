import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { ID_PATTERN } from '../../src/common/ids.js';
import { type Answer, answer, type Call, wire } from '../support/answers.js';
import { testDatabases } from '../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene, type RowCounts } from '../support/scenes/enterprises.js';
import { hostileCreations, hostileListings, hostileUserReads, type Known } from './create-enterprise.requests.js';

const CASES = 2_000;
const BATCH = 40;
/** Enough for a busy machine; a failure is not made smaller for longer than this. */
const LIMIT_MS = 60_000;
const ACCEPTABLE_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** `PROPERTY_SEED=<the printed one> npm test -- test/property` says the same again. */
const seed = Number(process.env.PROPERTY_SEED ?? randomInt(2 ** 31));

describe.each(testDatabases())('whatever is sent to api-v2 on $name', (database) => {
  let scene: EnterpriseScene;
  let known: Known;

  beforeAll(async () => {
    process.stderr.write(`test/property on ${database.name}: PROPERTY_SEED=${seed}\n`);
    scene = await EnterpriseScene.open(database);
    const { organization, token } = await scene.root();
    const user = await scene.make.member(organization, 'admin');
    known = { token, organizationId: organization.id, userId: user.id };
    await scene.created(creation(organization, token, anEnterprise({ email: user.email })));
  });

  afterAll(() => scene.close());

  /** As `TestApp.call`, which knows the documented paths only: here most lead nowhere. */
  const send = async (call: Call): Promise<Answer> => {
    const { headers, payload } = wire(call);
    const response = await scene.app.app.inject({ method: call.method, url: call.url, headers, payload });
    return answer(response.statusCode, Object.entries(response.headers), response.payload);
  };

  /** Sends batch after batch, and compares after each what was answered with what is there; gives what was said. */
  const holds = async (
    requests: fc.Arbitrary<Call>,
    check: (answers: readonly Answer[], before: RowCounts, after: RowCounts) => void,
  ) => {
    let cases = 0;
    const said = new Set<string>();
    const batches = fc.array(requests, { minLength: 1, maxLength: BATCH, size: 'max' });
    const property = fc.asyncProperty(batches, async (calls) => {
      const before = await scene.rowCounts();
      const answers = await Promise.all(calls.map(send));
      cases += calls.length;
      calls.forEach((call, at) => expectAnswer(call, answers[at]!));
      check(answers, before, await scene.rowCounts());
      for (const { status, body } of answers)
        said.add(status < 300 ? String(status) : `${status} ${String(body.name)}`);
    });
    await fc.assert(property, { seed, numRuns: (CASES / BATCH) * 3, interruptAfterTimeLimit: LIMIT_MS });
    expect(cases).toBeGreaterThanOrEqual(CASES);
    return [...said];
  };

  const nothingIsWritten = (_: readonly Answer[], before: RowCounts, after: RowCounts) => expect(after).toEqual(before);

  it(
    'a creation is answered or refused and never a fault, and rows come from answers alone',
    async () => {
      const ids = new Set<unknown>();
      const said = await holds(hostileCreations(known), (answers, before, after) => {
        const made = answers.filter(({ status, headers }) => status === 200 && !('idempotent-replayed' in headers));
        for (const { body } of made) {
          expect(Object.keys(body)).toEqual(['enterpriseId', 'userId']);
          expect(ids.has(body.enterpriseId)).toBe(false);
          ids.add(body.enterpriseId);
        }
        const grown = (table: keyof RowCounts) => after[table] - before[table];
        expect(grown('enterprises')).toBe(made.length);
        expect(grown('audit_events')).toBe(made.length);
        expect(grown('users')).toBeLessThanOrEqual(made.length);
        if (made.length === 0) expect(after).toEqual(before);
      });
      expect(ids.size).toBeGreaterThan(CASES / 50);
      expect(said).toEqual(expect.arrayContaining(['200', '400 Invalid', '400 InvalidJson', '401 Unauthorized']));
      expect(said).toEqual(
        expect.arrayContaining(['404 UserNotFound', '413 PayloadTooLarge', '415 UnsupportedMediaType']),
      );
    },
    2 * LIMIT_MS,
  );

  it(
    'a list is answered or refused and never a fault, and writes nothing',
    async () => {
      const said = await holds(hostileListings(known), nothingIsWritten);
      expect(said).toEqual(
        expect.arrayContaining(['200', '400 Invalid', '400 InvalidOrganizationId', '401 Unauthorized']),
      );
    },
    2 * LIMIT_MS,
  );

  it(
    'a user is shown or refused and never a fault, and nothing is written',
    async () => {
      const said = await holds(hostileUserReads(known), nothingIsWritten);
      expect(said).toEqual(
        expect.arrayContaining(['200', '400 InvalidUserId', '401 Unauthorized', '404 UserNotFound']),
      );
    },
    2 * LIMIT_MS,
  );
});

/** The form of every answer: no fault of ours, a request id, and in a refusal the four members of api-v2. */
function expectAnswer(call: Call, { status, headers, body, text }: Answer): void {
  const shown = `${call.method} ${call.url} -> ${status} ${text.slice(0, 300)}`;
  if (status >= 500 || status < 200) throw new Error(shown);
  const sent = call.headers?.['X-Request-Id'];
  const requestId = headers['x-request-id'] ?? '';
  if (sent !== undefined && ACCEPTABLE_ID.test(sent)) expect(requestId).toBe(sent);
  else expect(requestId).toMatch(ID_PATTERN);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  if (status < 300) return;
  expect({ shown, members: Object.keys(body) }).toEqual({ shown, members: ['error', 'name', 'context', 'requestId'] });
  expect(body).toMatchObject({
    error: expect.stringMatching(/\S/) as unknown,
    name: expect.stringMatching(/^[A-Z][A-Za-z]+$/) as unknown,
    context: expect.any(Object) as unknown,
    requestId,
  });
}
