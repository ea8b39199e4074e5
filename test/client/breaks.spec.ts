import { describe, expect, it } from '@jest/globals';
import { breaksBetween } from './breaks.js';
import type { Document } from './schema-breaks.js';

const json = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});

/** A document of one operation, which a case may change. */
const sample = () => ({
  paths: {
    '/things': {
      post: {
        parameters: [
          {
            name: 'q',
            in: 'query',
            required: false,
            schema: { type: ['string', 'null'], maxLength: 10, minLength: 1 },
          },
        ],
        requestBody: { required: false, ...json('Order') },
        responses: { 200: json('Thing'), 400: json('Thing') },
      },
    } as Record<string, object>,
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['a'],
        properties: {
          a: { type: 'string', enum: ['x', 'y'] },
          b: { type: ['string', 'null'] },
          list: { type: 'array', items: { $ref: '#/components/schemas/Order' }, maxItems: 5 },
        } as Record<string, object>,
      },
      Thing: {
        type: 'object',
        required: ['a', 'b'],
        properties: { a: { type: 'string', enum: ['x', 'y'] }, b: { type: 'string' } } as Record<string, object>,
      },
    },
  },
});
type Sample = ReturnType<typeof sample>;
/** Loose, because the cases below change what the literals above have. */
interface Changeable {
  readonly operation: {
    parameters: { name?: string; in?: string; required?: boolean; schema: Record<string, unknown> }[];
    requestBody?: { required: boolean };
    responses: Record<string, unknown>;
  };
  readonly order: { required: string[]; properties: Record<string, Record<string, unknown>> };
  readonly thing: { required: string[]; properties: Record<string, Record<string, unknown>> };
  readonly paths: Sample['paths'];
}

function changed(change: (parts: Changeable) => void): string[] {
  const after = sample();
  const { Order: order, Thing: thing } = after.components.schemas;
  const operation = after.paths['/things'].post as Changeable['operation'];
  change({ operation, order, thing, paths: after.paths } as Changeable);
  return breaksBetween(sample() as unknown as Document, after as unknown as Document);
}

describe('a change of the document that breaks a client', () => {
  it.each<[string, (parts: Changeable) => void, string]>([
    ['an operation is gone', ({ paths }) => void delete paths['/things'].post, ': is gone'],
    ['a parameter is gone', ({ operation }) => void operation.parameters.pop(), ' query q: is gone'],
    [
      'a parameter is required',
      ({ operation }) => void (operation.parameters[0]!.required = true),
      ' query q: is required',
    ],
    [
      'a new parameter is required',
      ({ operation }) => void operation.parameters.push({ name: 'z', in: 'query', required: true, schema: {} }),
      ' query z: is required',
    ],
    [
      'a parameter is shorter',
      ({ operation }) => void (operation.parameters[0]!.schema.maxLength = 5),
      ' query q: maxLength is stricter',
    ],
    [
      'a parameter is longer',
      ({ operation }) => void (operation.parameters[0]!.schema.minLength = 2),
      ' query q: minLength is stricter',
    ],
    [
      'a parameter has a form',
      ({ operation }) => void (operation.parameters[0]!.schema.pattern = '^x'),
      ' query q: pattern is stricter',
    ],
    [
      'a parameter is not null',
      ({ operation }) => void (operation.parameters[0]!.schema.type = 'string'),
      ' query q: may no longer be null',
    ],
    ['a body is gone', ({ operation }) => void delete operation.requestBody, ' body: is gone'],
    ['a body is required', ({ operation }) => void (operation.requestBody!.required = true), ' body: is required'],
    ['a member is required', ({ order }) => void order.required.push('b'), ' body.b: is required'],
    ['a member of a body is gone', ({ order }) => void delete order.properties.b, ' body.b: is gone'],
    [
      'a member has fewer values',
      ({ order }) => void (order.properties.a!.enum = ['x']),
      ' body.a: may no longer be y',
    ],
    ['a member has one value', ({ order }) => void (order.properties.b!.const = 'x'), ' body.b: is one of few values'],
    [
      'a list is shorter',
      ({ order }) => void (order.properties.list!.maxItems = 4),
      ' body.list: maxItems is stricter',
    ],
    ['an answer is gone', ({ operation }) => void delete operation.responses[200], ' 200: is gone'],
    ['a member may be missing', ({ thing }) => void thing.required.pop(), ' 200.b: may be missing'],
    ['a member of an answer is gone', ({ thing }) => void delete thing.properties.b, ' 200.b: is gone'],
    [
      'a member may be null',
      ({ thing }) => void (thing.properties.b!.type = ['string', 'null']),
      ' 200.b: may be null',
    ],
    ['a member has another type', ({ thing }) => void (thing.properties.b!.type = 'integer'), ' 200.b: may be integer'],
  ])('%s', (_, change, line) => {
    expect(changed(change)).toEqual([`POST /things${line}`]);
  });
});

describe('a change of the document that breaks none', () => {
  it.each<[string, (parts: Changeable) => void]>([
    ['nothing', () => undefined],
    ['a new operation', ({ paths }) => void (paths['/things'].get = {})],
    ['a new parameter', ({ operation }) => void operation.parameters.push({ name: 'z', in: 'query', schema: {} })],
    ['a wider limit', ({ operation }) => void (operation.parameters[0]!.schema.maxLength = 50)],
    ['no limit', ({ operation }) => void delete operation.parameters[0]!.schema.maxLength],
    ['more values that may be sent', ({ order }) => void (order.properties.a!.enum = ['x', 'y', 'z'])],
    ['a member that is no longer required', ({ order }) => void order.required.pop()],
    ['a member that may be sent', ({ order }) => void (order.properties.c = { type: 'string' })],
    ['a member that may be null', ({ order }) => void (order.properties.a!.type = ['string', 'null'])],
    [
      'a new member of an answer',
      ({ thing }) => void thing.required.push(...Object.keys((thing.properties.c = {})), 'c'),
    ],
    ['more values in an answer', ({ thing }) => void (thing.properties.a!.enum = ['x', 'y', 'z'])],
    ['fewer values in an answer', ({ thing }) => void (thing.properties.a!.enum = ['x'])],
    ['another form of an error', ({ operation }) => void delete operation.responses[400]],
  ])('%s', (_, change) => {
    expect(changed(change)).toEqual([]);
  });

  it('a schema that was written inline and has a name now, with a part of it by allOf', () => {
    const { paths, components } = sample();
    const { Order, Thing } = components.schemas;
    const inline = { ...sample(), components: {} } as unknown as { paths: typeof paths };
    const order = {
      ...Order,
      properties: {
        ...Order.properties,
        list: { type: 'array', items: { type: 'object', required: ['a'] }, maxItems: 5 },
      },
    };
    inline.paths['/things'].post = {
      ...paths['/things'].post,
      requestBody: { content: { 'application/json': { schema: order } } },
      responses: { 200: { content: { 'application/json': { schema: { allOf: [Thing, { required: ['a'] }] } } } } },
    };
    expect(breaksBetween(inline as unknown as Document, sample() as unknown as Document)).toEqual([]);
  });
});
