import { loadEnv } from '../../../src/config/env.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { FreshDatabase, Overrides, TestDatabase } from '../database/databases.js';
import { startApp, type TestApp } from '../harness.js';
import { Factories } from './factories.js';

/** An application on a database of its own, with the builders of what is in it: where every scene takes place. */
export class Stage {
  private constructor(
    readonly fresh: FreshDatabase,
    readonly app: TestApp,
    readonly make: Factories,
  ) {}

  static async open(database: TestDatabase, overrides: Overrides = {}): Promise<Stage> {
    const fresh = await database.fresh(overrides);
    const app = await startApp(fresh.env);
    return new Stage(fresh, app, new Factories(app));
  }

  /** The environment variables of this installation, for a process of its own. */
  get variables(): Record<string, string> {
    return this.fresh.variables;
  }

  /** Another application on the same database, as a replica would be. Close it before the stage. */
  replica(overrides: Record<string, string>): Promise<TestApp> {
    return startApp(loadEnv({ ...this.variables, ...overrides }));
  }

  /** An activated root organization and a token of its own that may do everything there. */
  async root(overrides: Parameters<Factories['root']>[0] = {}): Promise<{ organization: Organization; token: string }> {
    const organization = await this.make.root(overrides);
    return { organization, token: await this.make.organizationToken(organization) };
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.fresh.drop();
  }
}
