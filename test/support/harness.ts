import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.js';
import type { Env } from '../../src/config/env.js';
import { OpenApi } from '../../src/openapi/openapi.js';
import { type Answer, answer, type Call, wire } from './answers.js';
import { Documented } from './endpoints/documented.js';
import { openSql, type Sql } from './database/sql.js';

/** An application in this process, built by the same `createApp` that serves, and the database behind it. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly env: Env;
  /** The database past the application. */
  readonly sql: Sql;
  /**
   * Sends a request through the whole pipeline, but the socket and Node's own HTTP parser. Throws when the answer is
   * not one that the API's document has.
   */
  readonly call: <Body = Record<string, unknown>>(call: Call) => Promise<Answer<Body>>;
  /** Listens on a free port of 127.0.0.1 and gives the base URL, for what only a real socket can show. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** Boots the application on a database made by `TestDatabase.fresh`. Close it before the database is dropped. */
export async function startApp(env: Env): Promise<TestApp> {
  const app = await createApp(env);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const sql = await openSql(env);
  return {
    app,
    env,
    sql,
    async call<Body>(call: Call) {
      const { headers, payload } = wire(call);
      const response = await app.inject({ method: call.method, url: call.url, headers, payload });
      const answered = answer<Body>(response.statusCode, Object.entries(response.headers), response.payload);
      Documented.by(app.get(OpenApi, { strict: false })).compare(call, answered);
      return answered;
    },
    async listen() {
      await app.listen(0, '127.0.0.1');
      return app.getUrl();
    },
    async close() {
      await sql.close();
      await app.close();
    },
  };
}
