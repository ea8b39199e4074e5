import { RouteTable } from './route-table.js';

describe('RouteTable', () => {
  const table = new RouteTable();
  table.add('GET', '/api/v2/user/:id');
  table.add(['POST', 'DELETE'], '/core/v1/organizations/:organization/managed');
  table.add('OPTIONS', '/core/v1/*');

  it.each([
    ['/api/v2/user/me', ['GET']],
    ['/api/v2/user/me/', ['GET']],
    ['/core/v1/organizations/_/managed', ['POST', 'DELETE']],
    ['/core/v1/anything', []],
    ['/api/v2/user/%zz', []],
    [`/api/v2/user/${'a'.repeat(513)}`, []],
    ['*', []],
  ])('%s takes %j', (path, methods) => {
    expect(table.methodsAt(path)).toEqual(methods);
  });
});
