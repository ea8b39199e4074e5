import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { exchange, type RawAnswer } from '../../support/raw-http.js';
import { type Created, refusal, Scene } from '../../support/scenes/managed-organizations.js';

/**
 * The writes of the published clients, byte for byte as core-v1.md §8.1 recorded them on the wire (but for the host, the
 * token, names and lengths), and what those clients need of the answers (§8.2). Their reads are in
 * core-v1-behaviour.lists.
 */

const NERV = 'NERV Corp. \\u003c\\u0026\\u003e';

describe.each(testDatabases())('the writes of the published clients of core-v1 on $name', (database) => {
  let scene: Scene;
  let port: number;

  beforeAll(async () => {
    scene = await Scene.open(database);
    port = Number(new URL(await scene.app.listen()).port);
  });

  afterAll(() => scene.close());

  /** Sends a request as a client writes it; its head has no Host, length or token yet. */
  const send = (head: string, body = '', token = scene.token): Promise<RawAnswer> => {
    const [line, ...headers] = head
      .trim()
      .split('\n')
      .map((each) => each.trim());
    const own = [`Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`, 'Connection: close'];
    const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
    return exchange(port, [line, ...own, ...headers, ...length, '', body].join('\r\n'));
  };

  const LEGACY_GO = `User-Agent: go-katapult
    Accept: application/json
    Content-Type: application/json
    Accept-Encoding: gzip`;
  const GO = `User-Agent: go-katapult/0.2.0
    Content-Type: application/json
    Accept-Encoding: gzip`;
  const RUBY = `User-Agent: OpenAPI-Generator/0.0.6/ruby
    Content-Type: application/json
    Accept: application/json`;
  const PHP = `User-Agent: KatapultAPIClientPHP/5.0.0
    Accept: application/json
    Content-Type: application/json`;

  /** What every client needs of an answer, be it good or bad. */
  const asClientsNeedIt = ({ headers }: RawAnswer) => {
    expect(headers['content-type']).toBe('application/json');
    expect(headers).toHaveProperty('x-request-id');
    expect(headers).not.toHaveProperty('location');
    expect(headers).not.toHaveProperty('content-encoding');
  };

  const createdBy = ({ body }: RawAnswer) => body as unknown as Created;

  describe('create managed organization', () => {
    const creations: [client: string, send: (label: string) => Promise<RawAnswer>, annotations: number][] = [
      [
        'legacy Go: `_`, the organization by its id, a newline behind the body',
        (label) =>
          send(
            `POST /core/v1/organizations/_/managed HTTP/1.1\n${LEGACY_GO}`,
            `{"organization":{"id":"${scene.root.id}"},"name":"NERV Corp. <&>","sub_domain":"${label}"}\n`,
          ),
        0,
      ],
      [
        'legacy Go: by its sub-domain',
        (label) =>
          send(
            `POST /core/v1/organizations/_/managed HTTP/1.1\n${LEGACY_GO}`,
            `{"organization":{"sub_domain":"${scene.root.subDomain}"},"name":"NERV Corp. <&>","sub_domain":"${label}"}\n`,
          ),
        0,
      ],
      [
        'generated Go: `organization`, escaped text, annotations without a value, no Accept header',
        (label) =>
          send(
            `POST /core/v1/organizations/organization/managed HTTP/1.1\n${GO}`,
            `{"annotations":[{"key":"a"},{"key":"b","value":"c"}],"name":"${NERV}","organization":{"sub_domain":"${scene.root.subDomain}"},"sub_domain":"${label}"}`,
          ),
        2,
      ],
      [
        'Ruby: `:organization`, with the colon',
        (label) =>
          send(
            `POST /core/v1/organizations/:organization/managed HTTP/1.1\n${RUBY}`,
            `{"name":"NERV Corp. <&>","organization":{"id":"${scene.root.id}"},"sub_domain":"${label}"}`,
          ),
        0,
      ],
      [
        'PHP 1 and 2: the real id in the path, and a nonce among the arguments',
        (label) =>
          send(
            `POST /core/v1/organizations/${scene.root.id}/managed HTTP/1.1\n${PHP}`,
            `{"name":"NERV Corp. <&>","sub_domain":"${label}","php_nonce":"5f1d3c"}`,
          ),
        0,
      ],
    ];

    it.each(creations)('%s', async (_, create, annotations) => {
      const label = aSubDomain();
      const answer = await create(label);
      const { organization, annotations: noted } = createdBy(answer);
      // Generated Go reads nothing but an exact 201; the others take any 2xx.
      expect([answer.status, noted.length]).toEqual([201, annotations]);
      expect(organization).toMatchObject({ name: 'NERV Corp. <&>', sub_domain: label, managed: true });
      expect(Number.isInteger(organization.created_at)).toBe(true);
      asClientsNeedIt(answer);
    });

    it('WHMCS: a sub-domain of eight hexadecimal digits, none of them a letter', async () => {
      const label = `${Date.now()}`.slice(-8);
      const json = `{"name":"A customer","sub_domain":"${label}","organization":{"id":"${scene.root.id}"}}`;
      const answer = await send(`POST /core/v1/organizations/organization/managed HTTP/1.1\n${PHP}`, json);
      expect([answer.status, createdBy(answer).organization.sub_domain]).toEqual([201, label]);
    });

    it('WHMCS: the parent by its id, sent as a sub-domain since it does not begin with `org_`', async () => {
      const label = aSubDomain();
      const json = `{"name":"A customer","sub_domain":"${label}","organization":{"sub_domain":"${scene.root.id}"}}`;
      const answer = await send(`POST /core/v1/organizations/organization/managed HTTP/1.1\n${PHP}`, json);
      expect([answer.status, createdBy(answer).organization.sub_domain]).toEqual([201, label]);
    });

    it.each<[string, string, number, unknown]>([
      [
        'both keys of a look-up, as legacy Go sends a reference that it has read',
        `"organization":{"id":"x","sub_domain":"y"}`,
        400,
        { code: 'invalid_argument', detail: { issue: 'ambiguous_lookup_values' } },
      ],
      [
        'no key of a look-up, as legacy Go sends an empty reference',
        `"organization":{}`,
        400,
        { code: 'invalid_argument', detail: { issue: 'missing_lookup_value' } },
      ],
    ])('%s', async (_, organization, status, error) => {
      const before = await scene.footprint();
      const json = `{${organization},"name":"","sub_domain":""}\n`;
      const answer = await send(`POST /core/v1/organizations/_/managed HTTP/1.1\n${LEGACY_GO}`, json);
      expect([answer.status, answer.body]).toMatchObject([status, { error }]);
      expect(await scene.footprint()).toEqual(before);
      asClientsNeedIt(answer);
    });

    it('empty texts, as legacy Go sends no arguments at all: 422 validation_error, and not 400', async () => {
      const before = await scene.footprint();
      const json = `{"organization":{"id":"${scene.root.id}"},"name":"","sub_domain":""}\n`;
      const answer = await send(`POST /core/v1/organizations/_/managed HTTP/1.1\n${LEGACY_GO}`, json);
      expect([answer.status, (answer.body.error as { code: string }).code]).toEqual([422, 'validation_error']);
      expect(await scene.footprint()).toEqual(before);
    });
  });

  describe('delete managed organization', () => {
    const deletions: [client: string, send: (id: string, label: string) => Promise<RawAnswer>][] = [
      [
        'generated Go: a DELETE with a JSON body',
        (id) =>
          send(`DELETE /core/v1/managed_organizations/organization HTTP/1.1\n${GO}`, `{"organization":{"id":"${id}"}}`),
      ],
      [
        'generated Go: by its sub-domain',
        (_, label) =>
          send(
            `DELETE /core/v1/managed_organizations/organization HTTP/1.1\n${GO}`,
            `{"organization":{"sub_domain":"${label}"}}`,
          ),
      ],
      [
        'Ruby: `:organization`, with the colon',
        (id) =>
          send(
            `DELETE /core/v1/managed_organizations/:organization HTTP/1.1\n${RUBY}`,
            `{"organization":{"id":"${id}"}}`,
          ),
      ],
      [
        'PHP 1 and 2: the real id in the path, and no body',
        (id) => send(`DELETE /core/v1/managed_organizations/${id} HTTP/1.1\n${PHP}`),
      ],
    ];

    it.each(deletions)('%s', async (_, remove) => {
      const { id, subDomain } = await scene.make.managed(scene.root);
      const answer = await remove(id, subDomain);
      expect([answer.status, answer.body]).toEqual([200, { success: true }]);
      asClientsNeedIt(answer);
      expect(await scene.row(id)).toMatchObject({ deleted_at: expect.any(Number) as unknown });
    });

    it('of nothing that is named: 404, and nothing is deleted', async () => {
      const { id } = await scene.make.managed(scene.root);
      for (const body of ['', '{}', '{"name":"x"}']) {
        const line = `DELETE /core/v1/managed_organizations/organization HTTP/1.1\n${GO}`;
        const answer = await send(line, body);
        const text = 'No organization was found matching any of the criteria provided in the arguments';
        expect([answer.status, answer.body]).toEqual([404, refusal('organization_not_found', text)]);
      }
      expect(await scene.row(id)).toMatchObject({ deleted_at: null });
    });
  });
});
