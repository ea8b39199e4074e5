import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenApi } from '../../src/openapi/openapi.js';
import { sqlite } from '../support/database/databases.js';
import { Stage } from '../support/scenes/stage.js';
import { breaksBetween } from './breaks.js';
import { type Document, resolved } from './schema-breaks.js';

const CLIENT = 'clients/typescript';
const read = (path: string) => readFileSync(`${CLIENT}/${path}`, 'utf8');

/** Compares a generated file, line by line, or writes it where `npm run client:types` asks for that. */
function expectFile(path: string, made: string): void {
  if (process.env.WRITE_CLIENT === '1') writeFileSync(`${CLIENT}/${path}`, made);
  // Arrays of lines, because a long text that differs is shown whole.
  expect(read(path).split('\n')).toEqual(made.split('\n'));
}

function typesOf(document: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${CLIENT}/scripts/types.mjs`], {
    ...{ input: document, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe('the API document of the client', () => {
  let stage: Stage;
  /** Without the version, which is no difference for a client. */
  let document: string;

  beforeAll(async () => {
    stage = await Stage.open(sqlite);
    const { openapi, paths, webhooks, components } = stage.app.app.get(OpenApi, { strict: false }).document;
    const info = { title: 'Tenantry', version: 'current' };
    document = `${JSON.stringify({ openapi, info, paths, webhooks, components }, null, 1)}\n`;
  });

  afterAll(() => stage.close());

  it('is that of the service: npm run client:types', () => {
    expectFile('openapi.json', document);
  });

  it('has the types that the client has: npm run client:types', () => {
    expectFile('src/openapi.ts', typesOf(document));
  });

  it('breaks no client of the last release, but for the lines of released/breaks.txt', () => {
    const breaks = breaksBetween(
      JSON.parse(read('released/openapi.json')) as Document,
      JSON.parse(document) as Document,
    );
    const allowed = read('released/breaks.txt').split('\n').filter(Boolean);
    expect(breaks).toEqual(allowed);
  });

  it('has a header Idempotency-Key for each POST, but for the creation that takes its key in the body', () => {
    const whole = JSON.parse(document) as Document;
    const { paths } = whole;
    const posts = Object.entries(paths).flatMap(([path, { post }]) => (post === undefined ? [] : [{ path, post }]));
    const without = posts.filter(
      ({ post }) => !(post.parameters ?? []).some((each) => resolved(whole, each).name === 'Idempotency-Key'),
    );
    expect(without.map(({ path }) => path)).toEqual(['/api/v2/organization/{organizationId}/enterprise']);
  });
});
