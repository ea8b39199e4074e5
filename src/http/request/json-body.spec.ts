import { parseJsonBody, InvalidJson } from './json-body.js';

const parse = (text: string) => parseJsonBody(Buffer.from(text));
const nested = (levels: number) => '{"a":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1);

describe('parseJsonBody', () => {
  it.each(['', 'null', '[1]', '7', 'true', '"text"'])('takes %j as the empty tree', (text) => {
    expect(parse(text)).toEqual({});
  });

  it('lets the last of equal members win', () => {
    expect(parse('{"a":1,"a":2}')).toEqual({ a: 2 });
  });

  it('takes 32 levels and no more, in objects and in lists', () => {
    expect(() => parse(nested(32))).not.toThrow();
    expect(() => parse(nested(33))).toThrow(InvalidJson);
    expect(() => parse('['.repeat(50_000) + ']'.repeat(50_000))).toThrow(InvalidJson);
  });

  it.each(['{', '{"a":"\\ud800"}', '{"a":["\\udc00x"]}', '{"\\ud800":1}', '{"a":{"b":"x\\u0000"}}', '\ufeff\ufeff{}'])(
    'refuses %j, with the reason',
    (text) => {
      expect(() => parse(text)).toThrow(InvalidJson);
      expect(() => parse(text)).toThrow(/\w+/);
    },
  );

  it('refuses what is no UTF-8', () => {
    expect(() => parseJsonBody(Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]))).toThrow('UTF-8');
  });

  it('drops members that change what an object is, at every level', () => {
    const tree = parse('{"__proto__":{"x":1},"a":[{"constructor":1,"__proto__":null,"b":2}]}');
    expect(JSON.stringify(tree)).toBe('{"a":[{"b":2}]}');
    expect(Object.getPrototypeOf(tree)).toBe(Object.prototype);
  });
});
