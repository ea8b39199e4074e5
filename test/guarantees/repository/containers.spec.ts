import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

interface Step {
  readonly instruction: string;
  readonly flags: Record<string, string>;
  readonly rest: string;
}

interface DockerfileReader {
  parseDockerfile(text: string): { image: string; name: string | undefined; steps: Step[] }[];
  isIgnored(path: string, dockerignore: string): boolean;
}

const project = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(`${project}${path}`, 'utf8');
const reader = (await import(new URL('../../../scripts/dockerfile.mjs', import.meta.url).href)) as DockerfileReader;
const stages = reader.parseDockerfile(read('docker/Dockerfile'));
const last = stages.at(-1);

function saying(instruction: string): string[] {
  return last?.steps.filter((step) => step.instruction === instruction).map((step) => step.rest) ?? [];
}

// `npm run docker:try` runs the file; this is what can be seen of it in a moment.
describe('docker/Dockerfile', () => {
  it('builds on the recommended Node in one stage and runs in another', () => {
    const images = stages.map(({ image }) => image);
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(/^node:24\.\d+\.\d+-bookworm-slim$/);
    expect(new Set(images).size).toBe(1);
  });

  it('ends as a user who is not root, with a health check and a command', () => {
    expect(saying('USER')).toEqual(['node']);
    expect(saying('HEALTHCHECK')[0]).toContain('/health/ready');
    expect(saying('CMD')).toHaveLength(1);
  });

  it('copies only files that are there and that .dockerignore lets in', () => {
    const paths = stages
      .flatMap(({ steps }) => steps)
      .filter(({ instruction, flags }) => instruction === 'COPY' && flags.from === undefined)
      .flatMap(({ rest }) => rest.split(' ').slice(0, -1));
    expect(paths).toContain('src');
    for (const path of paths) {
      const ignored = reader.isIgnored(path, read('.dockerignore'));
      expect({ path, exists: existsSync(`${project}${path}`), ignored }).toEqual({
        path,
        exists: true,
        ignored: false,
      });
    }
  });

  it('takes nothing into the image that a clone should keep to itself', () => {
    for (const path of [
      '.env',
      'node_modules/x',
      'data/tenantry.sqlite',
      '.git/config',
      'clients/typescript/package.json',
    ]) {
      expect({ path, ignored: reader.isIgnored(path, read('.dockerignore')) }).toEqual({ path, ignored: true });
    }
  });
});

it('docker/compose.yml waits for migrations', () => {
  expect(read('docker/compose.yml')).toContain('condition: service_completed_successfully');
});

interface Service {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const WATCHING = 'docker/observability';
const servicesOf = (file: string) =>
  Object.entries((parse(read(file), { merge: true }) as { services: Record<string, Partial<Service>> }).services);

describe.each(['docker/compose.yml', `${WATCHING}/compose.yml`])('%s', (file) => {
  const services = servicesOf(file);

  it('holds no password', () => {
    expect(read(file)).not.toMatch(/PASSWORD:\s*['"]?[a-z0-9]{3,}/i);
  });

  it('names a release of each image that is not built here', () => {
    const images = services.flatMap(([, { image }]) => (image === undefined || image === 'tenantry' ? [] : [image]));
    expect(images).not.toEqual([]);
    for (const image of images) expect(image).toMatch(/^[\w/-]+:v?\d+\.\d+\.\d+$/);
  });

  it('publishes ports to this machine alone, and mounts what is there', () => {
    for (const [, { ports = [], volumes = [] }] of services) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
      const paths = volumes.filter((volume) => volume.startsWith('.')).map((volume) => volume.split(':')[0]!);
      for (const path of paths) expect([path, existsSync(join(project, 'docker', path))]).toEqual([path, true]);
    }
  });
});

describe(`${WATCHING}/compose.yml`, () => {
  const services = Object.fromEntries(servicesOf(`${WATCHING}/compose.yml`)) as Record<string, Service>;
  const provisioned = (path: string) => parse(read(`${WATCHING}/compose/${path}`)) as Record<string, unknown>;
  const { app, prometheus, grafana } = services;

  it('has Prometheus read what the service listens on, with rules that are mounted', () => {
    expect(provisioned('prometheus.yml')).toMatchObject({
      rule_files: ['../alerts.yml'],
      // The job is that of the rules and of the dashboard.
      scrape_configs: [
        { job_name: 'tenantry', dns_sd_configs: [{ names: ['app'], port: Number(app!.environment!.METRICS_PORT) }] },
      ],
    });
    expect(app!.ports).toBeUndefined();
    expect(prometheus!.volumes).toContain('./observability:/etc/tenantry:ro');
    expect(read(`${WATCHING}/compose.yml`)).toContain('--config.file=/etc/tenantry/compose/prometheus.yml');
  });

  it('gives Grafana its data source and the dashboard', () => {
    const source = { type: 'prometheus', url: 'http://prometheus:9090', isDefault: true };
    expect(provisioned('grafana/datasources/prometheus.yml')).toMatchObject({ datasources: [source] });
    const shown = grafana!.environment!.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH!;
    expect(grafana!.volumes).toContain(`./observability/dashboard.json:${shown}:ro`);
    const provider = { type: 'file', options: { path: dirname(shown) } };
    expect(provisioned('grafana/dashboards/tenantry.yml')).toMatchObject({ providers: [provider] });
  });
});
