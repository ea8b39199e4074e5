import { readdirSync, readFileSync } from 'node:fs';
import { CADDY, HAPROXY, NGINX } from '../../support/web-proxy.js';
import { REDIS } from '../../support/redis-server.js';

const CI = readFileSync('.ci/run', 'utf8');
/** Of another run of jest, and of a script: a registry without audits is named and fails nothing, on purpose. */
const ELSEWHERE = ['REQUIRE_SDK', 'REQUIRE_AUDIT'];

const files = (directory: string) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`${directory}/${name}`, 'utf8'));

describe('.ci/run', () => {
  it('makes the absence of each program a failure that a suite needs', () => {
    const read = files('test').flatMap((text) => [...text.matchAll(/\bREQUIRE_[A-Z]+\b/g)].map(String));
    const set = [...CI.matchAll(/\bREQUIRE_[A-Z]+(?==1)/g)].map(String);
    const expected = [...new Set(read)].filter((name) => !ELSEWHERE.includes(name));
    expect(expected.length).toBeGreaterThan(8);
    expect(expected.filter((name) => !set.includes(name))).toEqual([]);
  });

  it('installs the package of each', () => {
    const installed = new Set(
      [...CI.matchAll(/packages\+=\(([^)]+)\)/g)].flatMap(([, names = '']) => names.split(' ')),
    );
    const programs = [CADDY, HAPROXY, NGINX, REDIS].map((program) => program.package);
    const named = ['mariadb-server', 'galera-4', 'rsync', 'chromium', 'prometheus', 'git', 'openssl'];
    expect([...programs, ...named].filter((name) => !installed.has(name))).toEqual([]);
  });
});
