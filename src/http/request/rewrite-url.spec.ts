import { pathOf, rewriteUrl } from './rewrite-url.js';

describe('rewriteUrl', () => {
  it.each([
    ['/core/v1/organizations/_/managed?a=//b', '/core/v1/organizations/_/managed?a=//b'],
    ['http://host:1/core/v1/x?y=1', '/core/v1/x?y=1'],
    ['HTTPS://user@host', '/'],
    ['http://host?x=1', '/?x=1'],
    ['/core/v1/organizations//managed', '/core/v1/organizations/_/managed'],
    ['http://host/core/v1/organizations//managed', '/core/v1/organizations/_/managed'],
    ['/core/v1/countries//country_states?a=//b', '/core/v1/countries/_/country_states?a=//b'],
    ['/core/v1/organizations///managed', '/core/v1/organizations/_/_/managed'],
    ['//core/v1//organizations///', '/core/v1/organizations/'],
    ['/Core/V1/organizations', '/core/v1/organizations'],
    ['/CORE/v1?x=/CORE//', '/core/v1?x=/CORE//'],
    ['/Core/V1x/organizations', '/Core/V1x/organizations'],
    ['/Core/V1/Organizations', '/core/v1/Organizations'],
    ['/api/v2//organization', '/api/v2/organization'],
    ['///api/v2/organization//?x=//', '/api/v2/organization/?x=//'],
    ['http://host//api/v2//organization', '/api/v2/organization'],
    ['/api/v2/organization//enterprise', '/api/v2/organization//enterprise'],
    ['//host/core/v1//organizations', '/host/core/v1//organizations'],
    ['/////', '/'],
    ['*', '/*'],
    ['/api/v1/user/me', '/api/v2/user/me'],
    ['/api/v1/user/019aa3c0b1f27001a3b4c5d6e7f80912/', '/api/v2/user/019aa3c0b1f27001a3b4c5d6e7f80912/'],
    ['/api/v1/user/ada@example.com?x=/lock', '/api/v2/user/ada@example.com?x=/lock'],
    ['/api/v1/user/ada%40example.com', '/api/v2/user/ada%40example.com'],
    ['/api/v1/user/session', '/api/v2/user/session'],
    ['/api/v1/user/logout/', '/api/v2/user/logout/'],
    ['/api/v1/user/accesstoken?limit=1', '/api/v2/user/accesstoken?limit=1'],
    ['/api/v1/user/accesstoken/x', '/api/v2/user/accesstoken/x'],
    ['/api/auth/v1/accesstoken', '/api/v2/user/accesstoken'],
    ['http://host:1/api/auth/v1/accesstoken/', '/api/v2/user/accesstoken/'],
    ['/api/v1/enterprise', '/api/v2/enterprise'],
    ['/api/v1/enterprise/', '/api/v2/enterprise/'],
    ['/api/v1/enterprise/x?a=b', '/api/v2/enterprise/x?a=b'],
    ['/api/v1/enterprise/x/user/', '/api/v2/enterprise/x/user/'],
    ['/api/v1/client/constants', '/api/v2/client/constants'],
    ['/api/v1/ping', '/api/v2/ping'],
  ])('%s is routed as %s', (target, routed) => {
    expect(rewriteUrl(target)).toBe(routed);
  });

  it.each([
    '/api/v1',
    '/api/v1/',
    '/api/v1/user',
    '/api/v1/user/lock',
    '/api/v1/user/login',
    '/api/v1/user/me/x',
    '/api/v1/user/accesstoken/x/rotate',
    '/api/v1/enterprise/x/freeze',
    '/api/v1/enterprise/x/user/y',
    '/api/v1/organization/x/enterprise',
    '/api/v1/pingx',
    '/api/v1//ping',
    '/API/v1/ping',
    '/x/api/v1/ping',
    '/api/auth/v1/session',
    '/api/auth/v1/accesstoken/x',
    '/core/v1/api/v1/ping',
  ])('%s is no path of the published SDK, and stays what it is', (target) => {
    expect(rewriteUrl(target)).toBe(target);
  });

  it('takes no longer for a hostile target than for another', () => {
    const began = performance.now();
    for (const name of ['@', '%40', 'a', '/', '//x']) {
      for (const end of ['/x', '//']) rewriteUrl(`/api/v1/user/${name.repeat(16_384)}${end}`);
    }
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('separates the path from the query', () => {
    expect(pathOf('/a/b?c=/d')).toBe('/a/b');
  });
});
