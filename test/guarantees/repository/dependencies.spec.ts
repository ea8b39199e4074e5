import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Manifest {
  readonly [part: string]: Tree | undefined;
}
interface Tree {
  readonly [name: string]: string | Tree;
}

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
}

const { satisfies, valid } = createRequire(import.meta.url)('semver') as {
  readonly satisfies: (version: string, range: string) => boolean;
  readonly valid: (version: string) => string | null;
};
const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
/** The oldest that package.json and the README name. */
const OLDEST_NODE = '20.19.0';

/**
 * The first version without the last advisory that is known of each package, and what that is about. `npm audit` needs
 * a registry that answers it; this needs nothing. A newer advisory is a new line here.
 */
const AT_LEAST: Readonly<Record<string, readonly [version: string, advisories: string]>> = {
  '@nestjs/core': ['11.1.18', 'CVE-2026-35515: line breaks in server-sent events'],
  '@nestjs/platform-fastify': [
    '11.1.24',
    'CVE-2026-54281, CVE-2026-33011, CVE-2026-2293: middleware passed by with a trailing slash, HEAD, path options',
  ],
  fastify: [
    '5.8.5',
    'CVE-2025-32442, CVE-2026-25223, CVE-2026-33806, CVE-2026-3419: bodies validated by an odd Content-Type; CVE-2026-3635: X-Forwarded-Host',
  ],
  typeorm: ['0.3.26', 'CVE-2025-60542: an object in place of a column value'],
  mysql2: [
    '3.9.8',
    'CVE-2024-21507 to -21509, -21511, -21512: cache poisoning, code by time zone, prototype pollution',
  ],
  'class-validator': ['0.14.0', 'CVE-2019-18413: unknown objects pass'],
  validator: ['13.15.22', 'CVE-2025-56200, CVE-2025-12758: isURL and isLength'],
};

/** Packages whose advisories are avoided by not having them, neither directly nor below another. */
const ABSENT = [
  '@nestjs/platform-express',
  'express',
  'body-parser',
  'multer',
  '@nestjs/microservices',
  '@nestjs/devtools-integration',
  'mysql',
];

const lock = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, Locked>;
};

/** Every copy of a package that the lock file installs for the application, wherever it lies. */
function copies(name: string): [path: string, version: string][] {
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path.endsWith(`node_modules/${name}`) && dev !== true)
    .map(([path, { version }]) => [path, version]);
}

/** Whether a version is this one or a later one; a pre-release is earlier than what it precedes. */
function isAtLeast(version: string, least: string): boolean {
  const numbers = (text: string) => text.split('-', 1)[0]!.split('.').map(Number);
  const [have, want] = [numbers(version), numbers(least)];
  const at = have.findIndex((number, index) => number !== want[index]);
  return at < 0 ? !version.includes('-') : have[at]! > want[at]!;
}

/** Every version in a part of package.json, with its name, however deep. */
const pins = (tree: Tree): [name: string, version: string][] =>
  Object.entries(tree).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : pins(value)));

/** The same for the images of the containers: what they run on is one version, and not the newest of a line. */
const images = (path: string, line: RegExp) => [...read(path).matchAll(line)].map(([, image]) => image!);

// With a range, an update comes with an unrelated `npm install`; with a pin it is a change that is reviewed and tested.
describe('what is asked for', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;

  const client = JSON.parse(read('clients/typescript/package.json')) as Manifest;

  it.each([
    ...['dependencies', 'optionalDependencies', 'devDependencies', 'overrides'].map((part) => ({ part, of: manifest })),
    { part: 'devDependencies', of: client },
  ])('names exact $part of $of.name', ({ part, of }) => {
    const asked = pins(of[part]!);
    expect(asked).not.toEqual([]);
    expect(asked.filter(([, version]) => valid(version) !== version)).toEqual([]);
  });

  it('has one version of the service and of its client, which is published without anything below it', () => {
    expect(client.version).toBe(manifest.version);
    expect(Object.keys(client).filter((part) => part.toLowerCase().endsWith('dependencies'))).toEqual([
      'devDependencies',
    ]);
  });

  // `npm prune --omit=dev` of the image takes away what only the client needs.
  it('has nothing of the client among what the service is installed with', () => {
    const wanted = Object.keys(client.devDependencies!).flatMap((name) => copies(name));
    expect(wanted).toEqual([]);
  });

  it.each([
    ['docker/Dockerfile', /^FROM (\S+)/gm],
    ['docker/compose.yml', /^\s+image: (\S+:\S+)$/gm],
  ])('names exact images in %s', (path, line) => {
    const asked = images(path, line);
    expect(asked).not.toEqual([]);
    expect(asked.filter((image) => !/:\d+\.\d+\.\d+(-[a-z-]+)?$/.test(image))).toEqual([]);
  });

  it('starts no package by its name alone, which would be the newest one', () => {
    const commands = [read('.ci/run'), read('docker/Dockerfile'), JSON.stringify(manifest.scripts)];
    expect(commands.join('\n').match(/\b(npx|npm (exec|install|i|x)) .*/g)).toBeNull();
  });

  it('is developed on the oldest Node that it runs on', () => {
    expect(read('.nvmrc').trim()).toBe(OLDEST_NODE.replace(/\.0$/, ''));
  });
});

describe('what package-lock.json installs', () => {
  it.each(Object.entries(AT_LEAST))('has %s only without its known faults', (name, [least]) => {
    const installed = copies(name);
    expect(installed).not.toEqual([]);
    expect(installed.filter(([, version]) => !isAtLeast(version, least))).toEqual([]);
  });

  it.each(ABSENT)('does not have %s', (name) => {
    expect(copies(name)).toEqual([]);
  });

  // `npm ci --engine-strict` refuses an installation for a single one, be it for the build or the tests alone.
  it(`runs on Node ${OLDEST_NODE}, each package of it`, () => {
    expect(lock.packages['']?.engines).toEqual({ node: `>=${OLDEST_NODE}` });
    const refusing = Object.entries(lock.packages).filter(
      ([, { engines }]) => engines?.node !== undefined && !satisfies(OLDEST_NODE, engines.node),
    );
    expect(refusing.map(([path, { version, engines }]) => [path, version, engines?.node])).toEqual([]);
  });

  it('is what lies in node_modules', () => {
    const differing = Object.keys(AT_LEAST).flatMap((name) =>
      copies(name).filter(([path, version]) => {
        return (JSON.parse(read(`${path}/package.json`)) as Locked).version !== version;
      }),
    );
    expect(differing).toEqual([]);
  });

  it.each([
    ['5.8.5', '5.8.5', true],
    ['5.8.10', '5.8.9', true],
    ['12.0.0', '11.9.9', true],
    ['5.8.4', '5.8.5', false],
    ['4.99.99', '5.0.0', false],
    ['5.8.5-beta.1', '5.8.5', false],
    ['5.8.6-beta.1', '5.8.5', true],
  ])('compares %s with %s', (version, least, expected) => {
    expect(isAtLeast(version, least)).toBe(expected);
  });
});
