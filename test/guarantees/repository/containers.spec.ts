import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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

it('docker/compose.yml holds no password and waits for migrations', () => {
  const compose = read('docker/compose.yml');
  expect(compose).not.toMatch(/PASSWORD:\s*['"]?[a-z0-9]{3,}/i);
  expect(compose).toContain('condition: service_completed_successfully');
});
