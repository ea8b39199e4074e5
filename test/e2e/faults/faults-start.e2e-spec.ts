import { said } from '../../support/answers.js';
import { newSecret } from '../../../src/token/token.js';
import { mariadbOn } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp } from '../../support/harness.js';
import { PrivateMariaDb } from '../../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../../support/database/private-mariadb.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { TcpProxy } from '../../support/database/tcp-proxy.js';
import { until } from '../../support/until.js';
import { type Body, createEnterprise } from '../../support/scenes/installation.js';

describeWithPrivateMariaDb('a service whose MariaDB is late', () => {
  let server: PrivateMariaDb;
  /** What a test has begun, the last first: a failure must leave nothing running. */
  let ends: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    server = await PrivateMariaDb.start();
  });

  afterEach(async () => {
    for (const end of ends) await end();
    ends = [];
  });

  afterAll(() => server.stop());

  async function started(variables: Record<string, string>, readyAt?: string): Promise<AppProcess> {
    const service = await startProcess(variables, readyAt === undefined ? {} : { readyAt });
    ends.unshift(() => service.stop());
    return service;
  }

  // Protects Startup.keepTrying: an orchestrator starts both at once, and a restart mends no database.
  it('listens, is live and not ready, and becomes ready by itself', async () => {
    const blank = await mariadbOn(server).blank({ DB_MIGRATE: 'auto' });
    ends.unshift(blank.drop);
    await server.halt();
    const service = await started(blank.variables, '/health/live');
    expect((await service.call({ method: 'GET', url: '/health/ready' })).status).toBe(503);
    // A secret of the right form: another would be refused without the database.
    const refused = await service.call<Body>({ method: 'GET', url: '/api/v2/user/me', token: newSecret() });
    expect(said(refused)).toBe('503 ServiceUnavailable');

    await server.restart();
    await until(
      'the service is ready by itself',
      async () => (await service.call({ method: 'GET', url: '/health/ready' })).status === 200,
      { within: 20_000, every: 50 },
    );
    const app = await startApp(blank.env);
    ends.unshift(() => app.close());
    const make = new Factories(app);
    const root = await make.root();
    const token = await make.organizationToken(root);
    expect(said(await service.call<Body>(createEnterprise(root, token)))).toBe('200');
    expect(await service.stop()).toBe(0);
  });

  // Protects the end of DatabaseConnection.open: an attempt that broke off in the middle is made again.
  it('becomes ready although the connection broke in the middle of the start', async () => {
    const fresh = await mariadbOn(server).fresh();
    ends.unshift(fresh.drop);
    for (const step of [/SELECT VERSION/i, /^SET SESSION sql_mode/, /FROM currencies/]) {
      const proxy = await TcpProxy.before(fresh.env.DATABASE_URL!);
      ends.unshift(() => proxy.close());
      const broken = proxy.loseAnswerToNextStatementMatching(step);
      const variables = { ...fresh.variables, DATABASE_URL: proxy.url(fresh.env.DATABASE_URL!) };
      const service = await started(variables, '/health/live');
      await broken;
      await until(`ready after ${String(step)}`, async () => {
        return (await service.call({ method: 'GET', url: '/health/ready' })).status === 200;
      });
      expect(await service.stop()).toBe(0);
    }
  });

  // Protects that every migration looks for what is there already, and that seeding may be begun again.
  it('becomes ready although the connection broke twice in the making of the schema', async () => {
    const blank = await mariadbOn(server).blank({ DB_MIGRATE: 'auto' });
    ends.unshift(blank.drop);
    const proxy = await TcpProxy.before(blank.env.DATABASE_URL!);
    ends.unshift(() => proxy.close());
    const broken = [/^CREATE TABLE .*enterprises/, /INSERT INTO country_states/].map((step) =>
      proxy.loseAnswerToNextStatementMatching(step),
    );
    const variables = { ...blank.variables, DATABASE_URL: proxy.url(blank.env.DATABASE_URL!) };
    const service = await started(variables, '/health/live');
    await Promise.all(broken);
    await until(
      'the service is ready by itself',
      async () => (await service.call({ method: 'GET', url: '/health/ready' })).status === 200,
      { within: 20_000, every: 50 },
    );
    expect(await service.stop()).toBe(0);
  });

  // Protects the limits of everything that is awaited on the way out.
  it('ends in good order while MariaDB is gone', async () => {
    const fresh = await mariadbOn(server).fresh();
    ends.unshift(fresh.drop);
    const service = await started(fresh.variables);
    await server.kill();
    try {
      expect((await service.call({ method: 'GET', url: '/api/v2/user/me', token: newSecret() })).status).toBe(503);
      expect(await service.stop()).toBe(0);
    } finally {
      await server.restart();
    }
  });
});
