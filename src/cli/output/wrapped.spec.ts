import { wrapped } from './wrapped.js';

describe('text in columns', () => {
  it.each([
    ['short', ['short']],
    ['', ['']],
    ['exactly te', ['exactly te']],
    ['eleven sign', ['eleven sig', 'n']],
    ['名前名前名前', ['名前名前名', '前']],
    ['a名前名前名前', ['a名前名前', '名前']],
    ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', '👨‍👩‍👧']],
  ])('cuts %p where ten columns are full, and no sign in two', (text, lines) => {
    expect(wrapped(text, 10)).toEqual(lines);
  });
});
