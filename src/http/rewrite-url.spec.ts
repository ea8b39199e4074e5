import { pathOf, rewriteUrl } from './rewrite-url.js';

describe('rewriteUrl', () => {
  it.each([
    ['/core/v1/organizations/_/managed?a=//b', '/core/v1/organizations/_/managed?a=//b'],
    ['http://host:1/core/v1/x?y=1', '/core/v1/x?y=1'],
    ['HTTPS://user@host', '/'],
    ['http://host?x=1', '/?x=1'],
    ['/core/v1/organizations//managed', '/core/v1/organizations/_/managed'],
    ['http://host/core/v1/organizations//managed', '/core/v1/organizations/_/managed'],
    ['/api/v2//organization', '/api/v2//organization'],
    ['*', '*'],
  ])('%s is routed as %s', (target, routed) => {
    expect(rewriteUrl(target)).toBe(routed);
  });

  it('tells the path from the query', () => {
    expect(pathOf('/a/b?c=/d')).toBe('/a/b');
  });
});
