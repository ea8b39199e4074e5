import 'reflect-metadata';
import { rmSync } from 'node:fs';
import { createApp } from '../../../src/app.js';
import { DataSource } from 'typeorm';
import { loadEnv } from '../../../src/config/env.js';
import { dataSourceOptions } from '../../../src/database/connection/data-source.js';
import { Authority } from '../../support/certificates.js';
import { type FreshDatabase, mariadbOn } from '../../support/database/databases.js';
import { PrivateMariaDb, scratchDirectory } from '../../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../../support/database/private-mariadb.js';
import { openSql, type Sql } from '../../support/database/sql.js';
import { until } from '../../support/until.js';
import { here } from '../cli/command-line.runs.js';

// Its certificates are this suite's own, so the servers are.
describeWithPrivateMariaDb('TLS to MariaDB', () => {
  const directory = scratchDirectory('tls');
  const authority = Authority.make(directory);
  const stranger = Authority.make(directory, 'stranger');
  /** A certificate for localhost; one for another name; none. */
  let server: PrivateMariaDb;
  let misnamed: PrivateMariaDb;
  let plain: PrivateMariaDb;
  let fresh: FreshDatabase;
  let admin: Sql;

  beforeAll(async () => {
    const withCertificate = (name: string) => {
      const { cert, key } = authority.issue(name);
      return PrivateMariaDb.start(`--ssl-cert=${cert}`, `--ssl-key=${key}`);
    };
    [server, misnamed, plain] = await Promise.all([
      withCertificate('localhost'),
      withCertificate('elsewhere.example'),
      PrivateMariaDb.start('--skip-ssl'),
    ]);
    fresh = await mariadbOn(server).fresh();
    admin = await openSql(loadEnv({ DATABASE_URL: `${server.adminUrl}/mysql` }));
    await admin.execute("CREATE USER 'tls'@'127.0.0.1' IDENTIFIED BY 'secret' REQUIRE SSL");
    await admin.execute(`GRANT ALL ON \`${name()}\`.* TO 'tls'@'127.0.0.1'`);
  }, 60_000);

  afterAll(async () => {
    await admin.close();
    await Promise.all([server.stop(), misnamed.stop(), plain.stop()]);
    rmSync(directory, { recursive: true });
  });

  const name = () => new URL(fresh.env.DATABASE_URL!).pathname.slice(1);
  /** The application's URL of a server, by its name and with these parameters. */
  const url = (of: PrivateMariaDb, parameters: string, host = 'localhost') =>
    `${of.appUrl.replace('127.0.0.1', host)}/${of === server ? name() : 'mysql'}${parameters}`;

  /** The cipher of a connection as the service makes it: empty in plain text. */
  async function cipher(databaseUrl: string): Promise<string> {
    const source = await new DataSource(dataSourceOptions(loadEnv({ DATABASE_URL: databaseUrl }))).initialize();
    try {
      const [row] = await source.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
      return row!.Value;
    } finally {
      await source.destroy();
    }
  }

  /** What the command line says of a database that cannot be used, in one line. */
  async function complaint(databaseUrl: string): Promise<string> {
    const { code, err } = await here({ DATABASE_URL: databaseUrl }, 'db', 'status');
    expect(code).toBe(3);
    expect(err).toMatch(/^[^\n]+\n$/);
    return err;
  }

  it.each([
    ['ssl=true', 'localhost'],
    ['sslmode=require', 'localhost'],
    ['sslmode=verify-full', 'localhost'],
    ['sslmode=verify-ca', '127.0.0.1'],
  ])('is had by %s and the authority that signed the certificate', async (parameters, host) => {
    expect(await cipher(url(server, `?${parameters}&sslca=${authority.file}`, host))).toMatch(/\w/);
  });

  it('is had by the scheme mysqls, and unverified only by no-verify', async () => {
    const secure = url(server, `?ssl-ca=${authority.file}`).replace('mysql:', 'mysqls:');
    expect(await cipher(secure)).toMatch(/\w/);
    expect(await cipher(url(server, '?sslmode=no-verify', '127.0.0.1'))).toMatch(/\w/);
    expect(await cipher(url(server, ''))).toBe('');
  });

  it('serves a user who must use it', async () => {
    const { variables } = fresh;
    const DATABASE_URL = `mysql://tls:secret@localhost:${server.port}/${name()}?sslca=${authority.file}`;
    const app = await createApp(loadEnv({ ...variables, DATABASE_URL }));
    await app.init();
    await until('it is ready', async () => {
      return (await app.inject({ method: 'GET', url: '/health/ready' })).statusCode === 200;
    });
    await app.close();
  });

  it.each<[string, () => string, RegExp]>([
    ['a certificate of an unknown authority', () => url(server, '?ssl=true'), /certificate.*sslca/],
    ['one of another authority', () => url(server, `?sslca=${stranger.file}`), /certificate.*sslca/],
    [
      'a certificate of another host',
      () => url(misnamed, `?sslca=${authority.file}`),
      /does not match certificate's altnames.*the host by its name/,
    ],
    ['a server without TLS', () => url(plain, '?ssl=true'), /does not support secure connection \(set TLS up/],
    [
      'a user who must use it and does not',
      () => `mysql://tls:secret@localhost:${server.port}/${name()}`,
      /Access denied for user 'tls'.*whether TLS is required/,
    ],
    [
      'a file that is not there',
      () => url(server, '?sslca=/nowhere/ca.pem'),
      /DATABASE_URL names a file by sslca that cannot be read: ENOENT/,
    ],
  ])('refuses %s, and says what to look at', async (_, databaseUrl, saying) => {
    const said = await complaint(databaseUrl());
    expect(said).toMatch(saying);
    expect(said).not.toContain('secret@');
  });

  // MariaDB says no more than that; MySQL has a number of its own for it, 3159.
  it('is used with a server that takes nothing else', async () => {
    await admin.execute('SET GLOBAL require_secure_transport = 1');
    try {
      expect(await complaint(url(server, ''))).toMatch(/Access denied.*whether TLS is required/);
    } finally {
      await admin.execute('SET GLOBAL require_secure_transport = 0');
    }
  });

  // Protects driverMessage: the driver's own words are of its configuration, and of a page that was never written.
  it('names the authentication plugins that can be used, where the server asks for another', async () => {
    await admin.execute("INSTALL SONAME 'auth_ed25519'");
    await admin.execute("CREATE USER 'ed'@'127.0.0.1' IDENTIFIED VIA ed25519 USING PASSWORD('secret')");
    const said = await complaint(`mysql://ed:secret@127.0.0.1:${server.port}/${name()}`);
    expect(said).toMatch(
      /the authentication plugin client_ed25519, which cannot be used: give the user one of mysql_native/,
    );
    expect(said).not.toContain('TODO');
  });
});
