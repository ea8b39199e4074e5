import { testDatabases } from '../../support/database/databases.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { Scene } from '../../support/scenes/managed-organizations.js';
import { until } from '../../support/until.js';

describe.each(testDatabases())('X-Forwarded-* of a peer, on $name', (database) => {
  let scene: Scene;
  let served: AppProcess[];

  beforeAll(async () => {
    scene = await Scene.open(database);
    served = [];
  });

  afterAll(async () => {
    await Promise.all(served.map((each) => each.kill()));
    await scene.close();
  });

  const replica = async (overrides: Record<string, string>) => {
    const started = await startProcess({ ...scene.variables, LOG_LEVEL: 'info', ...overrides });
    served.push(started);
    return started;
  };
  const warnings = (app: AppProcess) =>
    app
      .output()
      .split('\n')
      .filter((line) => line.includes('"level":"warn"') && line.includes('"peer"'))
      .map((line) => JSON.parse(line) as { readonly peer: string; readonly msg: string });
  /** Calls with a header, and then waits until the log has a line of the last one. */
  async function called(app: AppProcess, headers: Record<string, string>): Promise<void> {
    for (let n = 0; n < 3; n++) await app.call({ method: 'GET', url: '/api/v2/user/session', headers });
    const last = { 'X-Request-Id': `last-${Object.keys(headers).join('-')}` };
    await app.call({ method: 'GET', url: '/api/v2/user/session', headers: last });
    await until('the log has the last call', () => app.output().includes(last['X-Request-Id']));
  }

  it.each(['X-Forwarded-For', 'X-Forwarded-Proto', 'X-Forwarded-Host'])(
    'is warned of once where the peer is no trusted proxy: %s',
    async (name) => {
      const app = await replica({ TRUSTED_PROXIES: '10.0.0.0/8' });
      await called(app, { [name]: '203.0.113.7' });
      expect(warnings(app)).toMatchObject([
        {
          peer: '127.0.0.1',
          msg: `A call from 127.0.0.1 has ${name.toLowerCase()}, which is not believed. If that is the address of your proxy, set TRUSTED_PROXIES=127.0.0.1; if not, a client has made the header up.`,
        },
      ]);
    },
  );

  it('is warned of where no proxy is trusted at all', async () => {
    const app = await replica({});
    await called(app, { 'X-Forwarded-For': '203.0.113.7' });
    expect(warnings(app)).toHaveLength(1);
  });

  it('is not warned of where the peer is trusted, or sends none', async () => {
    const app = await replica({ TRUSTED_PROXIES: '127.0.0.0/8' });
    await called(app, { 'X-Forwarded-For': '203.0.113.7' });
    await called(app, {});
    expect(warnings(app)).toEqual([]);
  });
});
