import { parseRackQuery } from './rack-query.js';

/** Trees are made without a prototype; compared as what JSON would make of them. */
const parse = (text: string) => JSON.parse(JSON.stringify(parseRackQuery(text))) as unknown;

describe('parseRackQuery', () => {
  it.each([
    ['', {}],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=1&a=2', { a: '2' }],
    ['a', { a: null }],
    ['a=', { a: '' }],
    ['a=b=c', { a: 'b=c' }],
    ['&&a=1&', { a: '1' }],
    ['a=%C3%A9+%2B', { a: 'é +' }],
    ['organization[id]=x', { organization: { id: 'x' } }],
    ['organization%5Bsub_domain%5D=x', { organization: { sub_domain: 'x' } }],
    ['a[b][c]=1&a[b][d]=2', { a: { b: { c: '1', d: '2' } } }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[][k]=1&a[][v]=2&a[][k]=3', { a: [{ k: '1', v: '2' }, { k: '3' }] }],
    ['a[][k]=1&a[][k]=2&a[][v]=3', { a: [{ k: '1' }, { k: '2', v: '3' }] }],
    ['a[][b][c]=1&a[][b][c]=2', { a: [{ b: { c: '1' } }, { b: { c: '2' } }] }],
    ['a[0][k]=1', { a: { '0': { k: '1' } } }],
    ['a[id]=1&a=2', { a: '2' }],
    ['[]=1&[a]=2&]=3', { a: '2' }],
    ['__proto__[x]=1&a[__proto__]=2&a[constructor]=3&b[x]=4&constructor=5', { b: { x: '4' } }],
  ])('reads %j', (text, tree) => {
    expect(parse(text)).toEqual({ tree });
  });

  it.each([
    ['a=%zz', 'a'],
    ['a=1&b=%E0%A4%A', 'b'],
    ['%zz=1', '%zz'],
    ['a=%00', 'a'],
    ['organization=x&organization[id]=y', 'organization'],
    ['organization%5Bid%5D=y&organization[]=x', 'organization'],
    ['a[]=1&a[b]=2', 'a'],
    [`a${'[b]'.repeat(40)}=1`, 'a'],
  ])('finds %j unreadable', (text, name) => {
    expect(parseRackQuery(text).fault).toEqual({ path: [name], rule: 'ill_formed' });
  });

  it('takes a thousand pairs and no more', () => {
    expect(parseRackQuery('a=1&'.repeat(999) + 'b=2').fault).toBeUndefined();
    expect(parseRackQuery('a=1&'.repeat(1_000) + 'b=2').fault).toEqual({ path: ['query'], rule: 'too_many' });
  });

  it('leaves the prototype of every object alone', () => {
    parseRackQuery(
      '__proto__[polluted]=1&a[__proto__][polluted]=1&a[][__proto__]=1&constructor[prototype][polluted]=1',
    );
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});
