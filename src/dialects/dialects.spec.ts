import { describe, expect, it } from '@jest/globals';
import { dialectFor } from './dialects.js';

describe('the dialect of a path', () => {
  it.each([
    '/core/v1',
    '/core/v1/',
    '/core/v1?a=b',
    '/core/v1/organizations',
    '/%63ore/v1/organizations',
    '/core/%761/x',
  ])('is core-v1 for %s, as the router reads it', (path) => {
    expect(dialectFor(path).name).toBe('core-v1');
  });

  it.each([
    '/',
    '/api/v2/user/me',
    '/core/v10',
    '/core/v1x',
    '/core',
    '/health/live',
    '/%zz',
    '/x?y=/core/v1',
    '//core/v1',
  ])('is api-v2 for %s', (path) => {
    expect(dialectFor(path).name).toBe('api-v2');
  });
});
