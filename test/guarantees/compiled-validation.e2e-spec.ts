import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { isCertainlyValid } from '../../src/http/validation/compiled-validation.js';
import {
  argumentsOf,
  type DtoClass,
  type JsonSchema,
  nestedDtoOf,
} from '../../src/http/validation/argument-metadata.js';
import { type FreshDatabase, sqlite } from '../support/database/databases.js';
import { startApp, type TestApp } from '../support/harness.js';
import { declaredRoutes } from './declared-routes.js';

const RUNS = 120;
const MIN_ACCEPTED = 3;
const MAX_ROUNDS = 10;
const LEFT_OUT = Symbol('left out');
const ID = '59cd72485007a239fb00282ed480da1f';

const TEXTS = [
  '',
  ' ',
  'a',
  'name',
  'individual',
  'admin',
  'all',
  '7',
  'true',
  'me',
  'a@example.com',
  ID,
  '10.0.0.0/8',
];
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'grapheme', maxLength: 300 }));
const anything = fc.oneof(
  text,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1,
    7,
    1.5,
    1e300,
    NaN,
    [],
    {},
    [[]],
    [null],
    [{}],
    [''],
    '\0',
    '\ud800',
  ),
);

/** A value that a schema may accept, and often does. */
function valueFor(
  name: string,
  { type, enum: words, minimum = 0, maximum = 500, ...rest }: JsonSchema,
): fc.Arbitrary<unknown> {
  if (/email|username/i.test(name)) return fc.constantFrom('a@example.com', ['a@example.com']);
  if (rest.pattern !== undefined || /id$/i.test(name)) return fc.constant(ID);
  if (Array.isArray(words)) return fc.constantFrom(...(words as unknown[]));
  const types = [type].flat();
  if (types.includes('integer')) return fc.integer({ min: Number(minimum), max: Number(maximum) });
  if (types.includes('boolean')) return fc.boolean();
  if (types.includes('array')) return fc.array(text, { maxLength: 4 });
  return text;
}

/** Trees for a DTO: each of its arguments right, wrong, null or left out, and some that it does not declare. */
function treesFor(dto: DtoClass, depth = 0): fc.Arbitrary<Record<string, unknown>> {
  const members = argumentsOf(dto).map(({ name, schema, required }) => {
    const nested = depth < 3 ? nestedDtoOf(dto, name)?.dto : undefined;
    const one = nested ? treesFor(nested, depth + 1) : valueFor(name, schema);
    const isList = nested !== undefined && [schema.type].flat().includes('array');
    const right = isList ? fc.array(one, { maxLength: 3 }) : one;
    const leftOut = { weight: required ? 1 : 30, arbitrary: fc.constant(LEFT_OUT) };
    return [name, fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: anything }, leftOut)] as const;
  });
  const unknown = ['undeclared', fc.constantFrom(1, LEFT_OUT)] as const;
  return fc
    .record(Object.fromEntries<fc.Arbitrary<unknown>>([...members, unknown]))
    .map((tree) => Object.fromEntries(Object.entries(tree).filter(([, value]) => value !== LEFT_OUT)));
}

describe('the compiled validation', () => {
  let database: FreshDatabase;
  let app: TestApp;
  let dtos: DtoClass[];

  beforeAll(async () => {
    database = await sqlite.fresh();
    app = await startApp(database.env);
    const declared = declaredRoutes(app.app).flatMap(({ dto }) => (dto ? [dto as DtoClass] : []));
    dtos = [...new Set(declared)];
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  /** Compares both on so many trees; gives how many were accepted. */
  function agreed(dto: DtoClass): number {
    let accepted = 0;
    fc.assert(
      fc.property(treesFor(dto), (tree) => {
        const [fast, full] = [plainToInstance(dto, tree), plainToInstance(dto, tree)];
        const isValid = validateSync(full, { whitelist: true, stopAtFirstError: true }).length === 0;
        expect(isCertainlyValid(fast)).toBe(isValid);
        if (isValid) expect(fast).toEqual(full);
        if (isValid) accepted++;
      }),
      { numRuns: RUNS },
    );
    return accepted;
  }

  it('accepts what class-validator accepts, refuses what it refuses, and drops the same, for the DTO of each route', () => {
    const accepted = new Map<string, number>();
    for (const dto of dtos) {
      // Trees are made at random: of some DTOs few are accepted, so there are more until it has been seen.
      for (let round = 0; round === 0 || (round < MAX_ROUNDS && accepted.get(dto.name)! < MIN_ACCEPTED); round++) {
        accepted.set(dto.name, (accepted.get(dto.name) ?? 0) + agreed(dto));
      }
    }
    // Otherwise it would agree on refusals alone.
    expect(dtos.filter(({ name }) => accepted.get(name)! < MIN_ACCEPTED).map(({ name }) => name)).toEqual([]);
  });
});
