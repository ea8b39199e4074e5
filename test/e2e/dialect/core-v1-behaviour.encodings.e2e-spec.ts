import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { bad, missing, SET } from './core-v1-behaviour.fixtures.js';
import { P, Scene } from '../../support/scenes/managed-organizations.js';

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

  /** One part of a multipart form whose boundary is `x`. */
  const part = (names: string, value = '', more = '') =>
    `--x\r\nContent-Disposition: form-data; ${names}\r\n${more}\r\n${value}\r\n`;
  const multipart = (parts: string, url = P) => ({
    url,
    body: `${parts}--x--\r\n`,
    headers: { 'Content-Type': 'multipart/form-data; boundary="x"' },
  });

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

    it('multipart/form-data, as curl and browsers write it', async () => {
      const parts = [
        ['organization[sub_domain]', acme()],
        ['name', 'a&b é + 😀'],
        ['sub_domain', aSubDomain()],
        ['annotations[][key]', 'a'],
        ['annotations[][value]', 'one\r\ntwo'],
        ['annotations[][key]', 'b'],
      ];
      const text = parts.map(([name, value]) => part(`name="${name}"`, value)).join('');
      const answer = await scene.send(multipart(`a preamble\r\n${text}`));
      expect([answer.status, answer.body.organization.name]).toEqual([201, 'a&b é + 😀']);
      expect(answer.body.annotations).toEqual([
        { key: 'a', value: 'one\r\ntwo' },
        { key: 'b', value: null },
      ]);
    });

    it('a field for a file in which none was chosen, and a part without a name, are not there', async () => {
      const own = [`organization[id]`, 'name', 'sub_domain'].map((name, at) =>
        part(`name="${name}"`, [id(), 'N', aSubDomain()][at]),
      );
      const text = [...own, part('name="logo"; filename=""', ''), part('x="y"', 'z')].join('');
      expect((await scene.send(multipart(text))).status).toBe(201);
    });

    it.each([
      ['name', 'Name'],
      ['logo', 'Logo'],
      ['annotations[][value]', 'Annotations'],
    ])('a file is refused by its name: %s', async (name, argument) => {
      const own = part('name="name"', 'N') + part('name="sub_domain"', aSubDomain());
      const file = part(`name="${name}"; filename="a.png"`, 'x\0\xff', 'Content-Type: image/png\r\n');
      const { status, body } = await scene.sendInVain(multipart(own + file, `${P}?organization[id]=${id()}`));
      expect({ status, body }).toMatchObject(bad(name.replace(/\[.*/, ''), 'invalid_scalar', `${SET}/${argument}`));
    });

    const errors = ['The value could not be decoded from the query or form it was given in'];

    it.each<[string, Buffer]>([
      ['no boundary in it', Buffer.from('{"name":"N"}')],
      ['no end', Buffer.from(part('name="name"', 'N'))],
      ['a half part', Buffer.from('--x\r\nContent-Disposition: form-data; na')],
      ['a head that breaks off', Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n--x--\r\n')],
      ['no head', Buffer.from('--x--\r\n--x')],
      ['what is no UTF-8', Buffer.from(`${part('name="name"', 'é')}--x--`, 'latin1')],
      ['more than a thousand parts', Buffer.from(`${part('name="a"', '').repeat(1_001)}--x--`)],
    ])('a multipart form with %s is reported as a body that cannot be read', async (_, bytes) => {
      const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
      const { status, body } = await scene.sendInVain({ body: bytes, headers });
      expect([status, body.error.code]).toEqual([400, expect.stringMatching(/^(invalid|missing_required)_argument$/)]);
      if (!bytes.toString().startsWith('--x--')) expect(body.error.detail.path).toEqual(['body']);
    });

    it('a multipart form without its boundary is reported so, too', async () => {
      const headers = { 'Content-Type': 'multipart/form-data' };
      const { status, body } = await scene.sendInVain({ body: part('name="name"', 'N'), headers });
      expect({ status, body }).toMatchObject(bad('body', 'parse_error', `${SET}/Body`, { errors }));
    });

    it('a multipart form of one name as a text and as a tree is a bad argument by that name', async () => {
      const text = part('name="name"', 'N') + part('name="name[x]"', 'N');
      const { status, body } = await scene.sendInVain(multipart(text));
      expect({ status, body }).toMatchObject(bad('name', 'parse_error', `${SET}/Name`, { errors }));
      const nul = await scene.sendInVain(multipart(part('name="name"', 'a\0b')));
      expect(nul).toMatchObject(bad('name', 'parse_error', `${SET}/Name`, { errors }));
    });

    it.each([
      ['none', {}],
      ['an empty one', { 'Content-Type': '' }],
    ])('a POST with %s for its Content-Type has a form', async (_, headers) => {
      const body = `organization[sub_domain]=${acme()}&name=N&sub_domain=${aSubDomain()}`;
      expect((await scene.send({ body, headers })).status).toBe(201);
    });

    it('no other method has a form of its own accord', async () => {
      const url = `/core/v1/organizations/${id()}`;
      const call = { method: 'PATCH', url, body: 'name=Form' } as const;
      expect((await scene.send(call)).body.organization.name).not.toBe('Form');
      const typed = { ...call, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
      expect((await scene.send(typed)).body.organization.name).toBe('Form');
    });

    it.each(['application/octet-stream', 'application/xml', 'json'])('%s is a body that is not read', async (type) => {
      const { status, body } = await scene.sendInVain(raw(JSON.stringify(ok()), { 'Content-Type': type }));
      expect({ status, body }).toEqual(missing('name'));
    });

    it('a form that cannot be decoded is a bad argument, by the name it has', async () => {
      const { status, body } = await scene.sendInVain({ form: 'name=%zz' });
      const errors = ['The value could not be decoded from the query or form it was given in'];
      expect({ status, body }).toEqual(bad('name', 'parse_error', `${SET}/Name`, { errors }));
    });
  });
});
