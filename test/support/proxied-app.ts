import { type Env, loadEnv } from '../../src/config/env.js';
import type { Organization } from '../../src/organization/organization.js';
import type { Answer, Call } from './answers.js';
import type { FreshDatabase, Overrides, TestDatabase } from './database/databases.js';
import { Factories } from './scenes/factories.js';
import { startApp, type TestApp } from './harness.js';
import { type Body, usedToken } from './scenes/installation.js';
import { openSql, type Sql } from './database/sql.js';
import { TcpProxy } from './database/tcp-proxy.js';
import { until } from './until.js';

/** An application in this process that reaches its MariaDB through a proxy, and a direct connection beside it. */
export class ProxiedApp {
  private constructor(
    private readonly fresh: FreshDatabase,
    readonly proxy: TcpProxy,
    readonly app: TestApp,
    readonly make: Factories,
    /** Past the proxy: what happens there leaves it alone. */
    readonly sql: Sql,
  ) {}

  static async open(database: TestDatabase, overrides: Overrides = {}): Promise<ProxiedApp> {
    const fresh = await database.fresh(overrides);
    const proxy = await TcpProxy.before(fresh.env.DATABASE_URL!);
    const app = await startApp(proxied(fresh, proxy));
    return new ProxiedApp(fresh, proxy, app, new Factories(app), await openSql(fresh.env));
  }

  /** Another application on the same database through the same proxy; the caller closes it. */
  another(overrides: Overrides): Promise<TestApp> {
    return startApp(proxied(this.fresh, this.proxy, overrides));
  }

  call(call: Call): Promise<Answer<Body>> {
    return this.app.call<Body>(call);
  }

  usedToken(organization: Organization): Promise<string> {
    return usedToken({ call: (call) => this.app.call(call), sql: this.sql }, this.make, organization);
  }

  /** Waits until no other connection to this database is in the middle of a statement. */
  async quiet(): Promise<void> {
    const others = "db = DATABASE() AND command <> 'Sleep' AND id <> CONNECTION_ID()";
    await until('every statement is over', async () => {
      return (await this.sql.count('information_schema.processlist', others)) === 0;
    });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.sql.close();
    await this.proxy.close();
    await this.fresh.drop();
  }
}

function proxied(fresh: FreshDatabase, proxy: TcpProxy, overrides: Overrides = {}): Env {
  return loadEnv({ ...fresh.variables, ...overrides, DATABASE_URL: proxy.url(fresh.env.DATABASE_URL!) });
}
