import { readFileSync } from 'node:fs';
import { DomainError, type ErrorCode } from '../../../src/common/errors.js';
import { apiV2 } from '../../../src/dialects/api-v2/api-v2.dialect.js';
import { apiV2Errors } from '../../../src/dialects/api-v2/api-v2.errors.js';
import { apiV2Rules } from '../../../src/dialects/api-v2/api-v2.arguments.js';
import { coreV1Issues } from '../../../src/dialects/core-v1/core-v1.arguments.js';
import { coreV1 } from '../../../src/dialects/core-v1/core-v1.dialect.js';
import { coreV1Errors } from '../../../src/dialects/core-v1/core-v1.errors.js';
import type { RenderedError } from '../../../src/dialects/shared/dialect.js';
import { RULES } from '../../../src/http/validation/rules.js';
import { ERROR_SAMPLES } from '../../../src/openapi/document/error-samples.js';

const CODES = Object.keys(apiV2Errors) as ErrorCode[];
const REQUEST_ID = 'request-1';

function render<C extends ErrorCode>(code: C): { api: RenderedError; core: RenderedError } {
  const error = new DomainError(code, ERROR_SAMPLES[code]) as unknown as DomainError;
  return { api: apiV2.renderError(error, REQUEST_ID), core: coreV1.renderError(error, REQUEST_ID) };
}

interface CoreBody {
  readonly code: string;
  readonly description: string | null;
  readonly detail: Record<string, unknown>;
}

const coreBody = (rendered: RenderedError) => rendered.body.error as CoreBody;
const members = (value: object) => Object.keys(value).sort().join(', ');

/** The table rows of docs/errors.md that begin with a code or rule, cell by cell, without the padding. */
const ROWS = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([code = '', ...cells]) => ({ code: code.replaceAll('`', ''), cells }));

/** The rows of the table with that many columns: five of the codes, three of the rules. */
const rowsOf = (columns: number) =>
  new Map(ROWS.filter(({ cells }) => cells.length === columns - 1).map(({ code, cells }) => [code, cells]));

describe('the error catalogue', () => {
  const page = rowsOf(5);

  it('is the same in both tables and in docs/errors.md, in both directions', () => {
    expect(Object.keys(coreV1Errors).sort()).toEqual([...CODES].sort());
    expect([...page.keys()].sort()).toEqual([...CODES].sort());
  });

  it.each(CODES)('%s is documented with the very status, name and context that are sent', (code) => {
    const { api, core } = render(code);
    const [apiCell, coreCell, when, remedy] = page.get(code) ?? [];
    const status = (rendered: RenderedError) => (code === 'bad_request' ? 'its status' : String(rendered.status));
    const inApi = `${status(api)} \`${String(api.body.name)}\` {${members(api.body.context as object)}}`;
    expect(apiCell).toBe(apiV2Errors[code] === null ? '—' : inApi);
    const said = coreBody(core);
    const expected = coreV1Errors[code] === null ? '—' : `${status(core)} \`${said.code}\` {${members(said.detail)}}`;
    expect(coreCell?.replace(' or `invalid_argument`', '')).toBe(expected);
    expect(when).toMatch(/\w/);
    expect(remedy).toMatch(/\w/);
  });

  it.each(CODES)('%s has all four members in api-v2, and a sentence in `error`', (code) => {
    const { body } = render(code).api;
    expect(Object.keys(body)).toEqual(['error', 'name', 'context', 'requestId']);
    expect(body).toMatchObject({ error: expect.stringMatching(/^[A-Z/].*\S.$/) as unknown, requestId: REQUEST_ID });
  });

  it.each(CODES)('%s has the envelope and the schema header of core-v1', (code) => {
    const { body, headers } = render(code).core;
    expect(Object.keys(body)).toEqual(['error']);
    expect(Object.keys(coreBody(render(code).core))).toEqual(['code', 'description', 'detail']);
    expect(headers['x-api-schema']).toBe('json-error');
  });

  it('has a text in both dialects for every rule an argument can break', () => {
    expect(Object.keys(apiV2Rules).sort()).toEqual([...RULES].sort());
    expect([...Object.keys(coreV1Issues), 'missing'].sort()).toEqual([...RULES].sort());
  });

  it('documents every rule', () => {
    expect([...rowsOf(3).keys()].sort()).toEqual([...RULES].sort());
  });
});
