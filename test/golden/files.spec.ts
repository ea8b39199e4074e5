import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { DIRECTORY, GOLDEN_FILES } from './golden.js';

it('every golden file is one that a suite compares', () => {
  expect(readdirSync(DIRECTORY).sort()).toEqual([...GOLDEN_FILES]);
});
