import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { API_V2_ERRORS } from '../../clients/typescript/src/api-v2-errors.js';
import { apiV2, coreV1, TenantryError } from '../../clients/typescript/src/client.js';
import { CORE_V1_ERRORS } from '../../clients/typescript/src/core-v1-errors.js';
import { refusal } from '../../clients/typescript/src/refusal.js';

interface Rendered {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** An error of each kind, as each dialect renders it. */
const SAMPLES = JSON.parse(readFileSync('test/golden/files/errors.json', 'utf8')) as readonly {
  readonly code: string;
  readonly apiV2: Rendered | null;
  readonly coreV1: Rendered | null;
}[];
const ANSWERS = SAMPLES.flatMap(({ code, apiV2: one, coreV1: other }) =>
  [one, other].flatMap((rendered) => (rendered === null ? [] : [{ code, ...rendered }])),
);

/** The names of a dialect in docs/errors.md, with the members that are known of each. */
function documented(column: 2 | 3): Map<string, Set<string>> {
  const page = /^## All codes\n[\s\S]*?^## /m.exec(readFileSync('docs/errors.md', 'utf8'))![0];
  const cells = [...page.matchAll(/^\| `\w+` .*$/gm)].map(([line]) => line.split('|')[column]!);
  // Below the table: names that an id of the wrong form has in api-v2.
  if (column === 2) cells.push(/in api-v2: (.*)\.$/m.exec(page)![1]!);
  const members = new Map<string, Set<string>>();
  for (const cell of cells) {
    const known = /\{(.*)\}/.exec(cell)?.[1]?.split(', ').filter(Boolean) ?? [];
    for (const [, name] of cell.matchAll(/`(\w+)`/g)) {
      members.set(name!, new Set([...(members.get(name!) ?? []), ...known]));
    }
  }
  return members;
}

/** What can be compared: the order of members is of no account. */
const listed = (members: Map<string, Set<string>>) =>
  new Map([...members].map(([name, all]) => [name, [...all].sort()]));

/** The same of the classes, as their source declares it. */
function declared(file: string, base: string): Map<string, Set<string>> {
  const source = readFileSync(`clients/typescript/src/${file}`, 'utf8');
  const shapes = new Map(
    [...source.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => [name!, body!]),
  );
  const classes = source.matchAll(new RegExp(`extends ${base}<\\s*'(\\w+)',\\s*([\\s\\S]*?)\\s*> \\{\\}`, 'g'));
  return new Map(
    [...classes].map(([, name, shape]) => {
      const parts = shape!.startsWith('{') ? [shape!] : shape!.split(' & ').map((part) => shapes.get(part) ?? '');
      const own = parts.join('\n');
      return [name!, new Set([...own.matchAll(/(?:^ {2}|\{ |; )readonly (\w+)\??:/gm)].map(([, member]) => member!))];
    }),
  );
}

const CALL = { requestId: 'sent', attempts: 3 };

describe('an error of the service', () => {
  it.each(ANSWERS)('$code, of status $status, is an instance of its class', ({ status, headers, body }) => {
    const error = refusal(new Response(null, { status, headers }), JSON.stringify(body), CALL);
    const known = body as Partial<{ name: string; context: object; error: { code: string; detail: object } }>;
    const type = known.name === undefined ? CORE_V1_ERRORS.get(known.error!.code) : API_V2_ERRORS.get(known.name);
    expect(error).toBeInstanceOf(type!);
    expect(error).toBeInstanceOf(TenantryError);
    expect(error).toMatchObject({ status, ...CALL });
    if (known.name === undefined) expect(error).toMatchObject(known.error!);
    else expect(error).toMatchObject({ name: known.name, context: known.context, message: known.error });
  });

  it('has the members that are documented', () => {
    expect(listed(declared('api-v2-errors.ts', 'ApiV2Error'))).toEqual(listed(documented(2)));
    const ofCoreV1 = documented(3);
    // Listed in a paragraph of the page, since it has more than its neighbour in the table.
    ofCoreV1.set('invalid_argument', new Set(['path', 'argument', 'issue', 'issue_description', 'errors', 'index']));
    expect(listed(declared('core-v1-errors.ts', 'CoreV1Error'))).toEqual(listed(ofCoreV1));
  });

  it('has a class that is exported', () => {
    expect(Object.values(apiV2)).toEqual(expect.arrayContaining([...API_V2_ERRORS.values()]));
    expect(Object.values(coreV1)).toEqual(expect.arrayContaining([...CORE_V1_ERRORS.values()]));
  });

  it('of a newer service is one of the dialect', () => {
    const body = { error: 'A sentence.', name: 'OfTomorrow', context: { more: 1 }, requestId: 'r' };
    const error = refusal(new Response(null, { status: 418 }), JSON.stringify(body), CALL);
    expect(error).toMatchObject({ name: 'OfTomorrow', context: { more: 1 }, status: 418 });
    expect(error.constructor.name).toBe('ApiV2Error');
  });

  it('narrows its context to that of its class', () => {
    const body = { error: 'A sentence.', name: 'EnterpriseFrozen', context: { enterpriseId: 'e', expires: 'never' } };
    const error: unknown = refusal(new Response(null, { status: 403 }), JSON.stringify(body), CALL);
    if (!(error instanceof apiV2.EnterpriseFrozen)) throw error;
    const { enterpriseId }: { enterpriseId: string } = error.context;
    // @ts-expect-error -- it has no such member
    const { differs } = error.context;
    expect([enterpriseId, differs]).toEqual(['e', undefined]);
  });
});
