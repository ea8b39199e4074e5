import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { type Answer, answer, type Call, wire } from '../support/answers.js';
import { testDatabases } from '../support/database/databases.js';
import { type Created, type Refused, Scene } from '../support/scenes/managed-organizations.js';
import { type HostileRequest, hostileRequest, type Subject } from './create-managed-organization.arbitraries.js';

const RUNS = 2_000;
/** `PROPERTY_SEED=<the printed one> npm test -- test/property` says the same again. */
const seed = Number(process.env.PROPERTY_SEED ?? randomInt(2 ** 31));

describe.each(testDatabases())('whatever is sent to create a managed organization on $name', (database) => {
  let scene: Scene;
  let subject: Subject;
  /** How often each status and code was seen; the requests must reach all of the endpoint. */
  const seen = new Map<string, number>();

  beforeAll(async () => {
    process.stderr.write(`test/property on ${database.name}: PROPERTY_SEED=${seed}\n`);
    scene = await Scene.open(database);
    const foreigner = await scene.make.root();
    subject = {
      id: scene.root.id,
      subDomain: scene.root.subDomain,
      tokens: {
        able: scene.token,
        narrow: await scene.make.organizationToken(scene.root, ['enterprises']),
        foreign: await scene.make.organizationToken(foreigner),
      },
    };
  });

  /** The sub-domain of each organization that was made, by its id. */
  const made = new Map<string, string>();

  afterAll(() => scene.close());

  /** As `TestApp.call`, which knows the documented paths only: some of these lead elsewhere. */
  async function send(call: Call): Promise<Answer<Created & Refused>> {
    const { headers, payload } = wire(call);
    const response = await scene.app.app.inject({ method: call.method, url: call.url, headers, payload });
    return answer(response.statusCode, Object.entries(response.headers), response.payload);
  }

  async function keepsItsPromises({ call, sent }: HostileRequest): Promise<void> {
    const before = await scene.app.sql.count('organizations');
    const answered = await send(call);
    const more = (await scene.app.sql.count('organizations')) - before;
    const saying = `${answered.status} ${answered.body?.error?.code ?? ''}`;
    seen.set(saying, (seen.get(saying) ?? 0) + 1);

    expect({ saying, made: more }).toEqual({ saying, made: answered.status === 201 ? 1 : 0 });
    expect(answered.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(answered.headers['content-type']).toBe('application/json');
    if (answered.status === 201) await keptWhatWasSent(answered, sent, JSON.stringify(call));
    else isARefusal(answered);
  }

  async function keptWhatWasSent({ body }: Answer<Created>, sent: HostileRequest['sent'], call: string): Promise<void> {
    const { id, name, sub_domain } = body.organization;
    expect(isDnsLabel(sub_domain)).toBe(true);
    for (const shown of [String(name), ...body.annotations.map(({ key }) => key)]) expect(shown).toMatch(LEGIBLE);
    const row = await scene.row(id);
    expect(row).toMatchObject({ name, sub_domain });
    // A label that an earlier call has given, such as `null`, names that organization from then on.
    const named = [...made].filter(([, label]) => call.includes(label)).map(([earlier]) => earlier);
    expect([scene.root.id, ...named]).toContain(row?.parent_id);
    made.set(id, sub_domain);
    const rows = await scene.app.sql.rows(
      'SELECT name, value FROM organization_annotations WHERE organization_id = ? ORDER BY position',
      [id],
    );
    expect(rows).toEqual(body.annotations.map(({ key, value }) => ({ name: key, value })));
    if (!sent) return;
    const {
      name: requested,
      sub_domain: label,
      annotations,
    } = sent as { name: string; sub_domain: string; annotations?: [] };
    expect([name, sub_domain]).toEqual([requested.trim(), label]);
    expect(body.annotations).toEqual(
      (annotations ?? []).map(({ key, value = null }: { key: string; value?: string | null }) => ({ key, value })),
    );
  }

  it(`makes one organization or refuses in its own words, ${RUNS} times`, async () => {
    await fc.assert(fc.asyncProperty(hostileRequest(subject), keepsItsPromises), { numRuns: RUNS, seed });
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect((await scene.create()).status).toBe(201);
    expect(await scene.usage(scene.root)).toEqual({
      count: (await scene.app.sql.count('organizations')) - 2,
      limit: null,
    });
  }, 120_000);

  it('has been asked for all that it can answer', () => {
    const often = [...seen].filter(([, times]) => times >= 5).map(([saying]) => saying);
    expect(often).toEqual(
      expect.arrayContaining([
        '201 ',
        '400 missing_required_argument',
        '400 invalid_argument',
        '400 invalid_json_body',
        '400 missing_api_token',
        '403 invalid_api_token',
        '403 scope_not_granted',
        '404 organization_not_found',
        '422 validation_error',
      ]),
    );
    expect(seen.get('201 ')).toBeGreaterThan(RUNS / 10);
  });
});

/** The envelope of every error of core-v1, whatever was wrong. */
function isARefusal({ status, headers, body }: Answer<Refused>): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(headers['x-api-schema']).toBe('json-error');
  expect(Object.keys(body)).toEqual(['error']);
  const { code, description, detail } = body.error;
  expect(Object.keys(body.error)).toEqual(['code', 'description', 'detail']);
  expect(code).toMatch(/^[a-z_]+$/);
  expect(description === null || typeof description === 'string').toBe(true);
  expect(detail !== null && typeof detail === 'object' && !Array.isArray(detail)).toBe(true);
}

/**
 * That there is something to be read, on one line and in its own order; written down without our rule's own classes.
 */
const LEGIBLE =
  /^(?=.*[\p{L}\p{N}\p{P}\p{S}\p{M}\p{Co}\p{Cn}])[^\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+$/u;

/** By the URL parser, independently of the rule of this service: a host of this label alone is that host. */
function isDnsLabel(label: string): boolean {
  const host = `${label}.example`;
  return (
    label.length <= 63 &&
    !label.includes('.') &&
    new URL(`http://${host}`).hostname === host &&
    /^[^-_].*[^-]$|^[^-_]$/.test(label)
  );
}
