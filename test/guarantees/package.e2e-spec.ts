import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startProcess } from '../support/processes.js';
import { describeWithGit } from '../support/repository.js';
import { figures } from '../support/scenes/figures.js';

const VERSION = '9.9.9';
/** From the unpacked file to the first answer, a schema and reference data made meanwhile. */
const STARTS_WITHIN_MS = 30_000;

describeWithGit('what a release publishes', () => {
  let directory: string;
  let unpacked: string;
  let runtime: string;

  const published = (end: string) =>
    join(
      directory,
      readdirSync(directory).find((name) => name.endsWith(end))!,
    );

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'tenantry-published-'));
    execFileSync(process.execPath, ['scripts/package.mjs', VERSION, directory], { stdio: 'pipe' });
    unpacked = mkdtempSync(join(tmpdir(), 'tenantry-unpacked-'));
    const [major] = process.versions.node.split('.');
    const name = `tenantry-${VERSION}-${process.platform}-${process.arch}-node${major}`;
    runtime = join(directory, `${name}.tar.gz`);
    execFileSync('tar', ['-xzf', runtime, '-C', unpacked]);
    unpacked = join(unpacked, name);
  }, 120_000);

  afterAll(() => {
    for (const each of [directory, join(unpacked, '..')]) rmSync(each, { recursive: true, force: true });
  });

  it('starts from the unpacked file in seconds, without installing anything', async () => {
    const began = performance.now();
    const serving = await startProcess(
      { DATA_DIR: join(unpacked, 'data'), LOG_LEVEL: 'warn' },
      { directory: unpacked, within: STARTS_WITHIN_MS },
    );
    figures('a first start from the published file', {
      'ready after ms': Math.round(performance.now() - began),
      megabytes: (statSync(runtime).size / 1e6).toFixed(1),
    });
    for (const path of ['/docs', '/openapi.json']) {
      expect((await fetch(`${serving.url}${path}`)).status).toBe(200);
    }
    const page = await (await fetch(`${serving.url}/docs`)).text();
    const assets = [...page.matchAll(/(?:src|href)="([^"#:]+\.(?:js|css))"/g)].map(([, path]) => path!);
    expect(assets.length).toBeGreaterThan(1);
    for (const asset of assets) expect((await fetch(new URL(asset, `${serving.url}/docs`))).status).toBe(200);
    expect(await serving.stop()).toBe(0);
    const check = execFileSync(join(unpacked, 'bin/tenantry'), ['check', '--json'], {
      cwd: unpacked,
      env: { PATH: process.env.PATH, DATA_DIR: join(unpacked, 'data') },
      encoding: 'utf8',
    });
    expect(JSON.parse(check)).toMatchObject({ ok: true });
  }, 60_000);

  it('has the version that was released, and no package for development', () => {
    const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ version: VERSION });
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(existsSync(join(unpacked, 'node_modules/jest'))).toBe(false);
  });

  it('has the context of the image, with all that its Dockerfile copies', () => {
    const listed = execFileSync('tar', ['-tzf', published('-image.tar.gz')], { encoding: 'utf8' }).split('\n');
    const dockerfile = readFileSync('docker/Dockerfile', 'utf8');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) => paths!.split(' '));
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) expect(listed.some((each) => each === path || each.startsWith(`${path}/`))).toBe(true);
  });

  it('has a bill of materials of what runs, with digests', () => {
    const bill = JSON.parse(readFileSync(published('.cdx.json'), 'utf8')) as {
      readonly bomFormat: string;
      readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
      readonly components: readonly { readonly name: string; readonly hashes?: readonly unknown[] }[];
    };
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'tenantry', version: VERSION } },
    });
    const names = bill.components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['fastify', 'typeorm', 'mysql2', 'better-sqlite3']));
    expect(names).not.toContain('jest');
    expect(bill.components.filter(({ hashes = [] }) => hashes.length === 0)).toEqual([]);
  });

  it('has checksums that are right', () => {
    const lines = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: directory, encoding: 'utf8' });
    expect(lines.trim().split('\n')).toHaveLength(readdirSync(directory).length - 1);
    expect(lines).not.toContain('FAILED');
  });
});
