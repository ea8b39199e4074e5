import { stripVTControlCharacters } from 'node:util';
import { Coloured } from './coloured.js';
import { listing, table } from './tables.js';

describe('tables for people', () => {
  it('have names and values two spaces apart, one below the other, and nothing behind', () => {
    const shown = table({ id: '1', 'name suffix': 'x', none: undefined, 'known as': ['a', 'b'] });
    expect(shown).toBe(['  id           1', '  name suffix  x', '  known as     a', '               b'].join('\n'));
  });

  it('have headings, and no column without a value', () => {
    const shown = listing([
      { id: '1', name: undefined, networks: undefined, state: 'ok' },
      { id: '22', name: 'x', networks: undefined, state: 'ok' },
    ]);
    expect(stripVTControlCharacters(shown).split('\n')).toEqual([
      '  ID  NAME  STATE',
      '  1         ok',
      '  22  x     ok',
    ]);
  });

  it('count the columns of a character and not its bytes, and no colour', () => {
    const shown = listing([
      { name: '日本', state: new Coloured('green', 'ok'), at: 'x' },
      { name: '🙂', state: new Coloured('red', 'bad'), at: 'x' },
    ]);
    expect(stripVTControlCharacters(shown).split('\n')).toEqual([
      '  NAME  STATE  AT',
      '  日本  ok     x',
      '  🙂    bad    x',
    ]);
  });

  it('show a control character as what it is not', () => {
    expect(table({ name: 'a\u001b[31m\nb\u202e', list: ['\u0007'] })).toBe(
      '  name  a\u{fffd}[31m\u{fffd}b\u{fffd}\n  list  \u{fffd}',
    );
  });
});
