import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { type FreshDatabase, type Overrides, sqlite } from '../../support/database/databases.js';
import { freePort } from '../../support/database/mariadb-server.js';
import { until } from '../../support/until.js';
import { begin, done, here, oneLine, tenantry } from '../cli/command-line.runs.js';

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('a start', () => {
  let blank: FreshDatabase;
  let directory: string;

  beforeEach(async () => {
    blank = await sqlite.blank({ DB_MIGRATE: 'auto', LOG_LEVEL: 'warn', PORT: String(await freePort()) });
    directory = join(blank.env.DATA_DIR, 'not', 'made', 'yet');
  });

  afterEach(() => blank.drop());

  /** Serves until it is ready, looks, and ends it; gives what it has logged. */
  async function whileServing(variables: Overrides, look: () => void): Promise<string> {
    const child = begin(variables, ['serve', '--json']);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const end = once(child, 'close');
    try {
      await until('it says where it listens', () => out.includes('"listening"'), { within: 20_000 });
      look();
    } finally {
      child.kill('SIGTERM');
      await end;
    }
    return out;
  }

  it('makes a directory and files that their owner alone can read, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      const out = await whileServing({ ...blank.variables, DATA_DIR: directory }, () => {
        expect(mode(directory)).toBe('700');
        const files = readdirSync(directory);
        for (const name of ['tenantry.sqlite', 'tenantry.sqlite-wal', 'tenantry.sqlite-shm', 'operator.token']) {
          expect(files).toContain(name);
        }
        for (const name of files) expect([name, mode(join(directory, name))]).toEqual([name, '600']);
      });
      expect(out).not.toContain('Other users');
      await done(here({ ...blank.variables, DATA_DIR: `${directory}-too` }, 'db', 'migrate'));
      expect([mode(`${directory}-too`), mode(`${directory}-too/tenantry.sqlite`)]).toEqual(['700', '600']);
    } finally {
      process.umask(before);
    }
  });

  it('reports a directory and files that others can read, and how to change it, and leaves them', async () => {
    mkdirSync(directory, { recursive: true });
    const file = join(directory, 'tenantry.sqlite');
    await done(here({ ...blank.variables, DATA_DIR: directory }, 'db', 'migrate'));
    chmodSync(directory, 0o755);
    chmodSync(file, 0o644);
    const out = await whileServing({ ...blank.variables, DATA_DIR: directory }, () => undefined);
    const [, logged] = /"msg":"(Other users[^"]*)"/.exec(out) ?? [];
    expect(logged).toMatch(/^Other users of this machine can read the data in DATA_DIR: chmod 700 /);
    expect(logged).toContain(`chmod 700 ${directory} && chmod 600 ${file} `);
    expect([mode(directory), mode(file)]).toEqual(['755', '644']);
  });

  describe('on a port that is used', () => {
    let other: Server;

    beforeEach(async () => {
      other = createServer().listen(Number(blank.variables.PORT), '127.0.0.1');
      await once(other, 'listening');
    });

    afterEach(() => other.close());

    it('says so before it makes anything', async () => {
      const refused = await tenantry({ ...blank.variables, DATA_DIR: directory }, 'serve');
      expect(refused).toMatchObject({ code: 3, out: '', err: expect.stringMatching(oneLine) as unknown });
      expect(refused.err).toContain(`Port ${blank.variables.PORT} is in use`);
      expect(existsSync(directory)).toBe(false);
    });
  });

  it.each(['192.0.2.1', 'no.such.host.invalid'])('on HOST=%s says that this is no address here', async (HOST) => {
    const refused = await tenantry({ ...blank.variables, DATA_DIR: directory, HOST }, 'serve', '--json');
    expect(refused).toMatchObject({ code: 3, out: '', error: { code: 'bad_configuration' } });
    expect(refused.error.message).toMatch(new RegExp(`^HOST=${HOST} is no address of this machine .*set HOST`));
    expect(existsSync(directory)).toBe(false);
  });
});
