import { once } from 'node:events';
import { createServer } from 'node:net';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { freePort } from '../../support/database/mariadb-server.js';
import { scrape } from '../../support/metrics.js';
import { startProcess } from '../../support/processes.js';
import { oneLine } from '../cli/command-line.runs.js';

describe('the port of the metrics', () => {
  let fresh: FreshDatabase;
  let variables: Record<string, string>;

  beforeEach(async () => {
    fresh = await sqlite.fresh();
    variables = { ...fresh.variables, METRICS_PORT: String(await freePort()) };
  });

  afterEach(() => fresh.drop());

  it('answers beside the service, by the build, until both end', async () => {
    const url = `http://127.0.0.1:${variables.METRICS_PORT}/metrics`;
    const served = await startProcess(variables);
    expect((await scrape(url)).value('tenantry_ready')).toBe(1);
    expect((await fetch(`${served.url}/metrics`)).status).toBe(404);
    expect(await served.stop()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('is none where it is not set', async () => {
    const served = await startProcess({ ...fresh.variables, LOG_LEVEL: 'info' });
    await served.stop();
    expect(served.output()).not.toContain('Metrics are at');
  });

  it('ends the start where it cannot be had, in one line that names its variable', async () => {
    const other = createServer().listen(Number(variables.METRICS_PORT), '127.0.0.1');
    await once(other, 'listening');
    const refusal = async (faulty: Record<string, string>) => {
      const service = await startProcess(faulty, { readyAt: null });
      return [await service.ended(), service.output()];
    };
    const taken = `Port ${variables.METRICS_PORT} is in use: stop what listens there, or set METRICS_PORT to another one.\n`;
    expect(await refusal(variables)).toEqual([1, taken]);
    other.close();
    expect(await refusal({ ...variables, METRICS_HOST: '192.0.2.1' })).toEqual([
      1,
      expect.stringMatching(/^METRICS_HOST=192\.0\.2\.1 is no address of this machine/),
    ]);
    expect((await refusal({ ...variables, METRICS_PORT: 'x' }))[1]).toMatch(/METRICS_PORT must be/);
    expect(taken).toMatch(oneLine);
  });
});
