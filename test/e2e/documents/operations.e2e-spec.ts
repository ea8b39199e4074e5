import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PrivateMariaDb } from '../../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../../support/database/private-mariadb.js';
import { describeWith } from '../../support/optional-program.js';
import { REDIS, RedisServer } from '../../support/redis-server.js';
import { until } from '../../support/until.js';
import { Receiver } from '../../support/webhooks/receiver.js';
import { idIn, Operator, secretIn } from './operator.js';

/** Each command takes a second on a quiet machine. */
const PATIENCE = 240_000;
/** The file that the pages write as an example, and that of today. */
const TODAY = { 'tenantry-2026-11-30.backup': 'tenantry-$(date +%F).backup' };

function organizationsSeenBy(token: string, { port }: Operator): Promise<Response> {
  const headers = { authorization: `Bearer ${token.trim()}` };
  return fetch(`http://127.0.0.1:${port}/core/v1/organizations`, { headers });
}

describe('the pages of docs/operations, followed on SQLite', () => {
  let operator: Operator;

  beforeEach(async () => {
    operator = await Operator.begin();
  });

  afterEach(() => operator.end());

  it(
    'start-over.md: everything is new, and the old token is refused',
    async () => {
      const before = await operator.serve();
      const old = operator.read('data/operator.token');
      expect((await organizationsSeenBy(old, operator)).status).toBe(200);
      await before.stop();
      // It does not end, so it is begun beside the shell, and shown once it listens.
      const isShown = 'until grep -q operator.token start.log; do sleep 0.1; done; cat start.log';
      await operator.follow('start-over', 'SQLite', { 'npm start': `npm start > start.log 2>&1 &\n${isShown}` });
      // As core-v1 refuses an unknown token.
      expect((await organizationsSeenBy(old, operator)).status).toBe(403);
    },
    PATIENCE,
  );

  it(
    'lost-token.md: another token, the lost one revoked, one with a new secret, and one of the operator',
    async () => {
      const serving = await operator.serve();
      const lost = idIn(await operator.type('tenantry token list --organization demo'));
      const page = 'lost-token';
      const [made] = await operator.follow(page, 'Lost: make another', { '01a22cef1640700095bef1cb05de43b5': lost });
      expect(await operator.type('tenantry token list --organization demo')).toMatch(/revoked/);
      const known = { '01a22cef35cf7000847a2613a885e3c2': idIn(made!) };
      await operator.follow(page, 'Known to others: a new secret, at once', known);
      expect(secretIn(operator.read('backend.token'))).not.toBe(secretIn(made!));
      await operator.follow(page, "The operator's token");
      expect((await organizationsSeenBy(operator.read('operations.token'), operator)).status).toBe(200);
      await serving.stop();
    },
    PATIENCE,
  );

  it(
    'second-platform.md: a root organization of its own, with a limit',
    async () => {
      const serving = await operator.serve();
      const own = { $TOKEN: `$(sed -n 's/^ *secret *//p' printed)` };
      const [, listing] = await operator.follow('second-platform', 'A second platform', own);
      expect(listing).toContain('"name":"Second Platform"');
      expect(listing).not.toContain('Demo');
      await serving.stop();
    },
    PATIENCE,
  );

  it(
    'back-up.md, check.md and restore.md: what was backed up is there again, with its key and its tokens',
    async () => {
      const first = await operator.serve();
      const old = operator.read('data/operator.token');
      await operator.type('tenantry webhook create --operator --url https://example.com/webhooks');
      await operator.follow('back-up', 'Back up');
      await operator.follow('back-up', 'Beside the database');
      await operator.follow('check', 'Check the data');
      await operator.type('tenantry organization create --name Later --sub-domain later --activate');
      await first.stop();
      const key = operator.read('data/secrets.key');

      await operator.follow('restore', 'SQLite', TODAY);
      expect(operator.read('data/secrets.key')).toBe(key);
      const again = await operator.serve();
      const seen = await organizationsSeenBy(operator.read('data/operator.token'), operator);
      expect(await seen.text()).toMatch(/"sub_domain":"demo"(?![^]*later)/);
      expect((await organizationsSeenBy(old, operator)).status).toBe(200);
      await again.stop();
    },
    PATIENCE,
  );

  it(
    'back-up.md, the line for every night, and upgrade.md',
    async () => {
      const serving = await operator.serve();
      const shell = { '0 3 * * * ': '', '\\%': '%', '/srv/tenantry': operator.directory };
      const [mailed] = await operator.follow('back-up', 'Every night', shell);
      expect(mailed).toMatch(/has the whole database of[^]* ok +list-blocks/);
      await operator.follow('upgrade', 'SQLite, one process');
      expect(existsSync(join(operator.directory, 'before-upgrade.backup'))).toBe(true);
      await serving.stop();
    },
    PATIENCE,
  );
});

describeWithPrivateMariaDb('the pages of docs/operations, followed on MariaDB', () => {
  let server: PrivateMariaDb;
  let operator: Operator;
  let own: Record<string, string>;

  const urlOf = (user: string, password: string, database = 'tenantry') =>
    `mysql://${user}:${password}@127.0.0.1:${server.port}/${database}`;

  beforeAll(async () => {
    server = await PrivateMariaDb.start();
    const port = String(server.port);
    own = { ':3306': `:${port}`, '=3306': `=${port}`, ' -p ': ' -psecret ', 'a long password': 'secret' };
    operator = await Operator.begin({ DATABASE_URL: urlOf('tenantry', 'secret') });
    const { password } = new URL(server.adminUrl);
    const client = `[mariadb-client]\nhost=127.0.0.1\nport=${port}\npassword=${password}`;
    await operator.type(`printf '${client}\n' > .my.cnf`);
    // The tests' own user of this name, for this machine, would be preferred to that of the page.
    await operator.type(`mariadb -u root -e "DROP USER 'tenantry'@'127.0.0.1'"`);
    await operator.follow('database', 'Make the database and its user', own);
    const printed = await operator.follow('start-over', 'MariaDB and MySQL');
    expect(secretIn(printed.at(-1)!)).toMatch(/^tnt_/);
  }, PATIENCE);

  afterAll(async () => {
    operator.end();
    await server.stop();
  });

  it(
    'back-up.md and restore.md: into an empty database, by the command and by the client of the server',
    async () => {
      await operator.follow('back-up', 'Back up');
      await operator.follow('back-up', 'MariaDB and MySQL', own);
      expect(operator.read('tenantry.sql')).toContain('CREATE TABLE `enterprises`');
      await operator.follow('restore', 'MariaDB and MySQL', { ...own, ...TODAY });
      expect(await operator.type('tenantry organization list')).toContain('my-platform');
      const serving = await operator.serve({ DATABASE_URL: urlOf('tenantry', 'secret', 'restored') });
      await serving.stop();
      await operator.type(`export DATABASE_URL=${urlOf('tenantry', 'secret')}`);
    },
    PATIENCE,
  );

  it(
    'upgrade.md: the steps around the replacement of the replicas',
    async () => {
      await operator.follow('upgrade', 'MariaDB and MySQL, several replicas');
    },
    PATIENCE,
  );

  it(
    'rotate-secrets.md, the key of webhooks: each step delivers, and the log says what is missing after one too many',
    async () => {
      const aKey = async () => (await operator.follow('rotate-secrets', 'The key of the secrets of webhooks'))[0]!;
      const [old, next] = [await aKey(), await aKey()];
      const receiver = await Receiver.start();
      const networks = { WEBHOOK_OPERATOR_NETWORKS: '127.0.0.0/8', WEBHOOKS_EVERY_MS: '50' };
      const withKeys = (keys: string) => `SECRETS_KEY=${keys} WEBHOOK_OPERATOR_NETWORKS=127.0.0.0/8 tenantry`;
      const create = `webhook create --operator --types webhook_endpoint.disabled --url '${receiver.url()}'`;
      const serve = (keys: string) =>
        operator.serve({ DATABASE_URL: urlOf('tenantry', 'secret'), SECRETS_KEY: keys, ...networks });
      const delivers = async (id: string) => {
        const before = receiver.received.length;
        await operator.type(`tenantry webhook test ${id}`);
        await until('it is delivered', () => receiver.received.length > before, { within: 10_000 });
      };

      const first = idIn(await operator.type(`${withKeys(old)} ${create}`));
      for (const keys of [old, `${old},${next}`, `${next},${old}`]) {
        const replica = await serve(keys);
        await delivers(first);
        expect(await replica.stop()).toBe(0);
      }
      const second = idIn(await operator.type(`${withKeys(`${next},${old}`)} ${create}`));
      const replica = await serve(next);
      await delivers(second);
      await operator.type(`tenantry webhook test ${first}`);
      await until('the log has it', () => replica.output().includes(`no key opens, such as ${first}`), {
        within: 10_000,
      });
      expect(await operator.type(`tenantry webhook deliveries ${first}`)).toContain('secret_not_readable');
      await replica.stop();
      await receiver.close();
    },
    PATIENCE,
  );

  it(
    'rotate-secrets.md, the password of the database: two users for a while, one replica after another',
    async () => {
      const replica = (user: string, password: string) => operator.serve({ DATABASE_URL: urlOf(user, password) });
      let serving = await replica('tenantry', 'secret');
      const section = 'The password of the database';
      const printed = await operator.follow('rotate-secrets', section, {}, async (block) => {
        if (block !== 1) return;
        await serving.stop();
        serving = await replica('tenantry2', 'another-password');
      });
      expect(printed[1]).toMatch(/^0$/m);
      const ready = await serving.call({ method: 'GET', url: '/health/ready' });
      expect(ready.status).toBe(200);
      await serving.stop();
    },
    PATIENCE,
  );
});

describeWith([REDIS], 'rotate-secrets.md, the password of Redis', () => {
  let redis: RedisServer;
  let operator: Operator;

  beforeAll(async () => {
    redis = await RedisServer.start();
    operator = await Operator.begin();
  });

  afterAll(async () => {
    operator.end();
    await redis.kill();
  });

  it(
    'both are taken for a while, then the new one alone',
    async () => {
      const { port } = new URL(redis.url);
      const own = { 'old-password': redis.password, 'redis-cli': `redis-cli -p ${port}` };
      await operator.follow('rotate-secrets', 'The password of Redis', own);
      expect(await redis.say('PING')).toContain('WRONGPASS');
      expect(await operator.type(`redis-cli -p ${port} -a another-password PING`)).toContain('PONG');
    },
    PATIENCE,
  );
});
