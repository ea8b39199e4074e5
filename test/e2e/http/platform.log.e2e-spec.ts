import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { refusingInserts } from '../../support/database/refusing-inserts.js';
import { openSql } from '../../support/database/sql.js';
import { until } from '../../support/until.js';
import { say } from '../edges/edges.client.js';
import { P, Scene } from '../../support/scenes/managed-organizations.js';

/** Part of everything that a client sends, and never of what the process writes. */
const CANARY = 'caNaRy7f3e';
/** What a terminal or a naive reader of lines would take for the end of a line, or for an order. */
const BREAKS = '\r\n{"level":"fatal"}\n';
/** What no text may hold. */
const CONTROLS = '\u001b[31m\u2028';

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly requestId?: string;
  readonly route?: string | null;
  readonly status?: number;
  readonly refusal?: string;
  readonly actor?: { readonly kind: string };
}

/**
 * The log of a real process at its most talkative, read from its standard output. The build in `dist` is what runs.
 */
describe.each(testDatabases())('the log on $name', (database) => {
  let scene: Scene;
  let served: AppProcess;
  let secrets: string[];
  let enterprises: string;

  beforeAll(async () => {
    scene = await Scene.open(database);
    const user = await scene.make.member(scene.root, 'admin');
    secrets = [
      scene.token,
      await scene.make.operatorToken(),
      await scene.make.userToken(user),
      CANARY,
      user.email ?? '',
    ];
    enterprises = `/api/v2/organization/${scene.root.id}/enterprise`;
    served = await startProcess({ ...scene.variables, LOG_LEVEL: 'trace' });
  });

  afterAll(async () => {
    await served.stop();
    await scene.close();
  });

  const lines = (): Line[] =>
    served
      .output()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Tenantry is listening at '))
      .map((line) => JSON.parse(line) as Line);

  /** The access line of a request; it is written when the answer has gone out, so it may be a moment late. */
  const lineOf = (requestId: string) =>
    until(`the access line of ${requestId}`, () =>
      lines().find((line) => line.requestId === requestId && line.msg === 'request'),
    );

  const managed = (requestId: string, members: object = {}, token = scene.token) =>
    served.call({
      method: 'POST',
      url: `${P}?${CANARY}=${CANARY}`,
      token,
      json: scene.body({ name: CANARY, annotations: [{ key: CANARY, value: CANARY + BREAKS }], ...members }),
      headers: { 'X-Request-Id': requestId, 'User-Agent': CANARY, Cookie: CANARY, Referer: `http://x/${CANARY}` },
    });

  const enterprise = (requestId: string, token = scene.token) =>
    served.call({
      method: 'POST',
      url: enterprises,
      token,
      json: {
        email: `${CANARY}@example.com`,
        idempotencyKey: CANARY + aKey(),
        additionalAdmins: [],
        thirdPartyIdentifier: [{ id: CANARY, label: CANARY }],
      },
      headers: { 'X-Request-Id': requestId, 'User-Agent': CANARY },
    });

  it('has one line for each request, which names the template of the route, the caller and what was refused', async () => {
    expect((await managed('log-201')).status).toBe(201);
    expect(await lineOf('log-201')).toMatchObject({
      level: 'info',
      method: 'POST',
      route: '/core/v1/organizations/:organization/managed',
      status: 201,
      actor: { kind: 'organization', organizationId: scene.root.id },
    });
    expect((await managed('log-422', { sub_domain: CANARY })).status).toBe(422);
    expect(await lineOf('log-422')).toMatchObject({ status: 422, refusal: 'validation_failed' });
    expect((await managed('log-400', {}, '')).status).toBe(400);
    expect(await lineOf('log-400')).not.toHaveProperty('actor');
    await served.call({ method: 'GET', url: `/${CANARY}/${CANARY}`, headers: { 'X-Request-Id': 'log-404' } });
    expect(await lineOf('log-404')).toMatchObject({ route: null, status: 404, refusal: 'route_not_found' });
    for (const id of ['log-201', 'log-422', 'log-400', 'log-404']) {
      expect(lines().filter(({ requestId, msg }) => requestId === id && msg === 'request')).toHaveLength(1);
    }
  });

  it('shows nothing that a client has sent, whatever becomes of the request', async () => {
    const statuses = [
      await managed('canary-1'),
      await managed('canary-2', { sub_domain: scene.root.subDomain }),
      await managed('canary-3', { organization: { id: CANARY } }),
      await managed('canary-4', {}, CANARY),
      await managed('canary-5', {}, secrets[1]),
      await managed('canary-6', { name: 5 }),
      await managed('canary-9', { name: CANARY + BREAKS + CONTROLS }),
      await enterprise('canary-7'),
      await enterprise('canary-8', secrets[2]),
      await served.call({ method: 'GET', url: `${enterprises}?idempotencyKey=${CANARY}`, token: scene.token }),
      await served.call({ method: 'GET', url: `/api/v2/user/${CANARY}`, token: scene.token }),
      await served.call({ method: 'POST', url: `/core/v1/organizations/${CANARY}/managed`, token: scene.token }),
      await served.call({ method: 'POST', url: `/core/v1/organizations/%zz${CANARY}/managed` }),
      await served.call({
        method: 'POST',
        url: P,
        token: scene.token,
        body: `{"name":${CANARY}`,
        headers: { 'Content-Type': 'application/json', 'X-Request-Id': `${CANARY} ${CANARY}` },
      }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([201, 422, 404, 403, 201, 400, 422, 200, 200, 200, 400, 400, 400, 400]);
    await until('all of it is in the log', () => lines().filter(({ status }) => status === 400).length >= 5);
    for (const secret of secrets) expect(served.output()).not.toContain(secret);
  });

  it.each(['DESCRIBE /api/v2/user/me RTSP/1.0', 'PRI * HTTP/2.0\r\n\r\nSM', 'PRI /core/v1/currencies HTTP/1.1'])(
    'has one line of a request that the router could not have found, and suspects no bug: %j',
    async (head) => {
      const answer = await say(Number(new URL(served.url).port), `${head}\r\nHost: x\r\n\r\n`);
      const status = answer!.status;
      expect([400, 404, 405]).toContain(status);
      const id = answer!.headers['x-request-id']![0]!;
      await lineOf(id);
      const shown = lines().filter(({ requestId }) => requestId === id);
      expect(shown).toMatchObject([{ level: 'info', msg: 'request', status }]);
      expect(served.output()).not.toMatch(/a fastify bug/);
    },
  );

  it('shows of a fault what it was and under which request id, and neither values nor the database’s password', async () => {
    const sql = await openSql(scene.app.env);
    const answers = await refusingInserts(
      sql,
      database.name,
      ['organization_annotations', 'third_party_identifiers'],
      async () => [await managed('fault-1'), await enterprise('fault-2')],
    );
    await sql.close();

    expect(answers.map(({ status, headers }) => [status, headers['x-request-id']])).toEqual([
      [500, 'fault-1'],
      [500, 'fault-2'],
    ]);
    for (const { text } of answers) expect(text).not.toMatch(/organization_annotations|third_party|INSERT|sql/i);
    for (const id of ['fault-1', 'fault-2']) {
      await lineOf(id);
      const shown = lines().find(({ requestId, msg }) => requestId === id && msg === 'unexpected error');
      expect(shown).toMatchObject({ level: 'error', err: { message: expect.stringMatching(/\w/) as unknown } });
    }
    const password = /:\/\/[^:]+:([^@]+)@/.exec(scene.app.env.DATABASE_URL ?? '')?.[1];
    for (const secret of [...secrets, password ?? CANARY]) expect(served.output()).not.toContain(secret);
    expect((await managed('healed-1')).status).toBe(201);
  });
});
