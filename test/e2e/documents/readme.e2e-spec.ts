import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Call } from '../../support/answers.js';
import { Env } from '../../../src/config/env.js';
import { DEMO_SCOPES } from '../../../src/startup/first-start.service.js';
import { type FreshDatabase, sqlite } from '../../support/database/databases.js';
import { Factories } from '../../support/scenes/factories.js';
import { startApp, type TestApp } from '../../support/harness.js';
import { here } from '../cli/command-line.runs.js';
import { wordsOf } from './typed-commands.js';

interface Example {
  readonly command: string;
  readonly answer: unknown;
}

const README = readFileSync('README.md', 'utf8');

/** Each `curl` line of the README with the answer that is printed under it. */
function examples(): Example[] {
  const blocks = [...README.matchAll(/```sh\n(curl[^`]+)```\s+```json\n([^`]+)```/g)];
  return blocks.map(([, command, answer]) => ({ command: command!, answer: JSON.parse(answer!) as unknown }));
}

function callOf(command: string, organization: string, token: string): Call {
  const url = /http:\/\/127\.0\.0\.1:3000([^\s"]+)/.exec(command)![1]!;
  const body = /-d '([^']+)'/.exec(command)?.[1];
  return {
    method: command.includes('-X POST') ? 'POST' : 'GET',
    url: url.replace('$ORGANIZATION', organization),
    token,
    ...(body !== undefined && { json: JSON.parse(body) as unknown }),
  };
}

/** What differs from one installation to the next: ids and times. Ids of reference data do not. */
function masked(answer: unknown): unknown {
  const text = JSON.stringify(answer);
  return JSON.parse(text.replace(/"01[0-9a-f]{30}"/g, '"<id>"').replace(/17[0-9]{8}/g, '0')) as unknown;
}

describe('README.md', () => {
  let database: FreshDatabase;
  let app: TestApp;
  let token: string;
  let organization: string;

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    const factories = new Factories(app);
    const demo = await factories.root({ subDomain: 'demo' });
    organization = demo.id;
    // Those that the first start gives to the token which it prints.
    const scopes = DEMO_SCOPES;
    token = await factories.organizationToken(demo, scopes);
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('begins with one command that runs it and one that tests it', () => {
    const commands = [...README.matchAll(/```sh\n([^`]+)```/g)].map(([, command]) => command!.trim());
    expect(commands.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  });

  it('shows commands that do what they say, in this order', async () => {
    const blocks = [...README.matchAll(/```sh\n(npm run tenantry -- [^`]+)```/g)].map(([, block]) => block!);
    const commands = blocks.flatMap((block) => block.trim().split(/\n| && /));
    expect(commands).toHaveLength(6);
    for (const command of commands) {
      const argv = wordsOf(command.replace('npm run tenantry -- ', ''));
      const { code, err } = await here(database.variables, ...argv);
      expect({ command, code, err: code === 0 ? '' : err }).toEqual({ command, code: 0, err: '' });
    }
    const roots = await app.sql.rows('SELECT sub_domain FROM organizations WHERE managed = 0 ORDER BY id');
    expect(roots.map(({ sub_domain }) => sub_domain)).toEqual(['demo', 'my-platform']);
  });

  it('has a link to each page for a bad day, of which one starts over in the directory that has the data', () => {
    for (const page of ['start-over', 'lost-token', 'second-platform', 'rotate-secrets', 'back-up', 'restore']) {
      expect(README).toContain(`(docs/operations/${page}.md)`);
    }
    const [, directory] = /rm -rf (\S+)\nnpm start\n/.exec(readFileSync('docs/operations/start-over.md', 'utf8')) ?? [];
    expect(`./${directory}`).toBe(new Env().DATA_DIR);
  });

  it('shows calls that give the very answers it prints, in this order', async () => {
    expect(examples()).toHaveLength(8);
    for (const { command, answer } of examples()) {
      const { body } = await app.call(callOf(command, organization, token));
      expect(masked(body)).toEqual(masked(answer));
    }
  });
});
