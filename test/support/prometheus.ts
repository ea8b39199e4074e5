import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { freePort } from './database/mariadb-server.js';
import { until } from './until.js';

/** A suite that needs Prometheus and promtool. With `REQUIRE_PROMETHEUS=1` their absence is a failure. */
export function describeWithPrometheus(title: string, suite: () => void): void {
  const isInstalled = ['prometheus', 'promtool'].every((name) => spawnSync(name, ['--version']).status === 0);
  if (isInstalled) return describe(title, suite);
  const missing = `Skipped, since Prometheus is not installed: ${title}. Install Debian's prometheus.`;
  if (process.env.REQUIRE_PROMETHEUS === '1') throw new Error(missing);
  process.stderr.write(`${missing}\n`);
  describe.skip(title, suite);
}

/** One series that answers a query. */
export interface Answered {
  readonly metric: Readonly<Record<string, string>>;
  /** The time and the value, as a text. */
  readonly value: readonly [number, string];
}

/** A Prometheus of the test's own, which scrapes its targets twice a second. */
export class PrivatePrometheus {
  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    private readonly url: string,
  ) {}

  /** @param hosts each with its port */
  static async start(...hosts: string[]): Promise<PrivatePrometheus> {
    const directory = mkdtempSync(join(tmpdir(), 'tenantry-prometheus-'));
    const targets = hosts.map((host) => `'${host}'`).join(', ');
    const config = `global: { scrape_interval: 500ms, scrape_timeout: 500ms }\nscrape_configs: [{ job_name: tenantry, static_configs: [{ targets: [${targets}] }] }]\n`;
    writeFileSync(join(directory, 'prometheus.yml'), config);
    const port = await freePort();
    const options = {
      'config.file': 'prometheus.yml',
      'storage.tsdb.path': 'data',
      'web.listen-address': `127.0.0.1:${port}`,
    };
    const flags = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const child = spawn('prometheus', flags, { cwd: directory, stdio: 'ignore' });
    const started = new PrivatePrometheus(child, directory, `http://127.0.0.1:${port}`);
    await until('Prometheus is ready', async () => (await fetch(`${started.url}/-/ready`)).ok, { within: 30_000 });
    return started;
  }

  /** Answers a query as of now. */
  async query(text: string): Promise<readonly Answered[]> {
    const response = await fetch(`${this.url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: text }),
    });
    const { data, error } = (await response.json()) as { data?: { result: Answered[] }; error?: string };
    if (!data) throw new Error(`${text}: ${error ?? response.status}`);
    return data.result;
  }

  async stop(): Promise<void> {
    const end = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGTERM');
    await end;
    rmSync(this.directory, { recursive: true });
  }
}
