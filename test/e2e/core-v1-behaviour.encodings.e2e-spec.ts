import type { Call } from '../support/answers.js';
import { testDatabases } from '../support/databases.js';
import { aSubDomain } from '../support/factories.js';
import { bad, missing, SET } from './core-v1-behaviour.sayings.js';
import { P, Scene } from '../support/managed-organizations.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };

describe.each(testDatabases())('how core-v1 reads arguments on $name', (database) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open(database);
  });

  afterAll(() => scene.close());

  const id = () => scene.root.id;
  const acme = () => scene.root.subDomain;
  /** The arguments of "ok" but the organization. */
  const rest = (members: object = {}) => ({ name: 'N', sub_domain: aSubDomain(), ...members });
  /** The arguments of "ok", with some of them as the row has them. */
  const ok = (members: object = {}) => ({ organization: { id: id() }, ...rest(members) });
  /** The same as text, for what `JSON.stringify` would not write. */
  const raw = (body: string, headers: Record<string, string> = JSON_TYPE) => ({ body, headers });

  type Request = () => Partial<Call> | Promise<Partial<Call>>;

  describe('arguments from several places', () => {
    it.each<[string, Request, object]>([
      [
        'JSON laid over the query, leaf by leaf',
        () => ({ url: `${P}?organization[sub_domain]=${acme()}&name=Query`, json: { sub_domain: aSubDomain() } }),
        { name: 'Query' },
      ],
      ['JSON wins over the query', () => ({ url: `${P}?name=Query&sub_domain=query`, json: ok() }), { name: 'N' }],
      [
        'JSON of null leaves one key of two',
        () => ({
          url: `${P}?organization[id]=zzz`,
          json: ok({ organization: { id: null, sub_domain: acme() } }),
        }),
        { name: 'N' },
      ],
      [
        'a form wins over the query',
        () => ({ url: `${P}?organization[id]=${id()}&name=Query`, form: `name=Form&sub_domain=${aSubDomain()}` }),
        { name: 'Form' },
      ],
      [
        'a body that is not read leaves the query',
        () => ({
          url: `${P}?organization[id]=${id()}&name=Query&sub_domain=${aSubDomain()}`,
          ...raw('{"name":', { 'Content-Type': 'text/plain' }),
        }),
        { name: 'Query' },
      ],
    ])('%s', async (_, request, organization) => {
      expect(await scene.send(await request())).toMatchObject({ status: 201, body: { organization } });
    });

    it('a list in JSON replaces the one in the query', async () => {
      const url = `${P}?annotations[][key]=q&annotations[][key]=r`;
      const { body } = await scene.create({ annotations: [{ key: 'b' }] }, { url });
      expect(body.annotations).toEqual([{ key: 'b', value: null }]);
    });

    it('`organization: null` in JSON takes back what the query says', async () => {
      const url = `${P}?organization[id]=${id()}`;
      const { status, body } = await scene.sendInVain({ url, json: ok({ organization: null }) });
      expect({ status, body }).toEqual(missing('organization'));
    });
  });

  describe('encodings', () => {
    it.each(['application/json; charset=utf-8', 'application/vnd.x+json', 'APPLICATION/JSON'])('%s', async (type) => {
      const { status, body } = await scene.send(raw(JSON.stringify(ok({ name: 'é😀' })), { 'Content-Type': type }));
      expect([status, body.organization.name]).toEqual([201, 'é😀']);
    });

    it('application/x-www-form-urlencoded; charset=utf-8, with escapes, plus signs and bare UTF-8', async () => {
      const body = `organization[sub_domain]=${acme()}&name=a%26b+%C3%A9+😀&sub_domain=${aSubDomain()}&annotations[][key]=a&annotations[][value]`;
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
      const answer = await scene.send({ body, headers });
      expect([answer.status, answer.body.organization.name]).toEqual([201, 'a&b é 😀']);
      expect(answer.body.annotations).toEqual([{ key: 'a', value: null }]);
    });

    it.each(['multipart/form-data; boundary=x', 'application/octet-stream', 'application/xml', 'json'])(
      '%s is a body that is not read',
      async (type) => {
        const { status, body } = await scene.sendInVain(raw(JSON.stringify(ok()), { 'Content-Type': type }));
        expect({ status, body }).toEqual(missing('name'));
      },
    );

    it('a form that cannot be decoded is a bad argument, by the name it has', async () => {
      const { status, body } = await scene.sendInVain({ form: 'name=%zz' });
      const errors = ['The value could not be decoded from the query or form it was given in'];
      expect({ status, body }).toEqual(bad('name', 'parse_error', `${SET}/Name`, { errors }));
    });
  });
});
