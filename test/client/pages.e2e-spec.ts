import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, createClient, each, pages } from '../../clients/typescript/src/client.js';
import { EventSequencer } from '../../src/audit/event-sequencer.service.js';
import { testDatabases } from '../support/database/databases.js';
import { Stage } from '../support/scenes/stage.js';

const COUNT = 7;
const ENTERPRISES = '/api/v2/organization/{organizationId}/enterprise';
const MANAGED = '/core/v1/organizations/{organization}/managed';

/** Everything that an iteration gives. */
async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const value of values) gathered.push(value);
  return gathered;
}

describe.each(testDatabases())('lists of the client on $name', (database) => {
  let stage: Stage;
  let client: Client;
  let id: string;
  let baseUrl: string;
  let requests: string[];

  beforeAll(async () => {
    stage = await Stage.open(database, { SEQUENCE_EVERY_MS: '10' });
    const { organization, token } = await stage.root();
    id = organization.id;
    baseUrl = await stage.app.listen();
    const counting: typeof fetch = (input, init) => {
      requests.push(new URL((input as Request).url).search);
      return fetch(input, init);
    };
    client = createClient({ baseUrl, token, fetch: counting });
    for (let number = 0; number < COUNT; number += 1) {
      await stage.make.enterprise(organization, { email: `ada-${number}@example.com` });
      await stage.make.managed(organization, `managed-${number}`);
    }
  });

  beforeEach(() => void (requests = []));
  afterAll(() => stage.close());

  it('of api-v2 go on by prevId, and keep what was asked for', async () => {
    const query = { limit: 3, accountType: 'individual' } as const;
    const found = await all(each(client, ENTERPRISES, { params: { path: { organizationId: id }, query } }));
    expect(found.map(({ name }) => name).sort()).toEqual(
      Array.from({ length: COUNT }, (_, number) => `ada-${number}@example.com`),
    );
    expect(requests).toHaveLength(3);
    for (const search of requests) expect(search).toContain('limit=3&accountType=individual');
  });

  it('of api-v2 go on by searchAfter in a search', async () => {
    const options = { params: { path: { organizationId: id }, query: { limit: 3, search: 'ada' } } };
    expect(new Set((await all(each(client, ENTERPRISES, options))).map((each) => each.id)).size).toBe(COUNT);
    expect(requests).toHaveLength(3);
  });

  it('of core-v1 go on by page', async () => {
    const options = { params: { path: { organization: id }, query: { per_page: 3 } } };
    const found = await all(each(client, MANAGED, options));
    expect(found.map((organization) => organization.sub_domain)).toEqual(
      Array.from({ length: COUNT }, (_, number) => `managed-${number}`),
    );
    expect(requests).toHaveLength(3);
  });

  it('of core-v1 go on by cursor', async () => {
    const options = { params: { path: { organization: id }, query: { per_page: 5, action: 'enterprise.created' } } };
    const found = await all(each(client, '/core/v1/organizations/{organization}/audit_events', options));
    expect(new Set(found.map((event) => event.id)).size).toBe(COUNT);
    expect(requests).toHaveLength(2);
  });

  /** Events get their places now. */
  const sequence = () =>
    stage.app.app.get(EventSequencer, { strict: false }).catchUp({ signal: AbortSignal.timeout(10_000) });
  const FEED = '/core/v1/organizations/{organization}/events';

  it('of events go on by after, and end with what is there', async () => {
    const query = { limit: 3, types: 'enterprise.created' };
    await sequence();
    const parts = await all(pages(client, FEED, { params: { path: { organization: id }, query } }));
    const events = parts.flatMap(({ data }) => data.events);
    expect(new Set(events.map((event) => event.id)).size).toBe(COUNT);
    expect(events.map(({ type }) => type)).toEqual(Array(COUNT).fill('enterprise.created'));
    expect(parts.map(({ data }) => data.more)).toEqual([...Array<boolean>(parts.length - 1).fill(true), false]);
    for (const search of requests) expect(search).toContain('limit=3&types=enterprise.created');
    const last = parts.at(-1)!.data.after;
    const options = { params: { path: { organization: id }, query: { ...query, after: last } } };
    expect(await all(each(client, FEED, options))).toEqual([]);
  });

  it('of events that are waited for have no end, and miss nothing between two parts', async () => {
    const { organization, token } = await stage.root();
    const reader = createClient({ baseUrl, token });
    await sequence();
    const [params, types] = [{ path: { organization: organization.id } }, 'organization.created'];
    const { data: start } = await reader.GET(FEED, { params: { ...params, query: { after: 'now', types } } });
    const query = { after: start.after, types, wait: 20 };
    const made = [stage.make.managed(organization)];
    const arrived: (string | null)[] = [];
    for await (const { data } of pages(reader, FEED, { params: { ...params, query } })) {
      arrived.push(...data.events.map((event) => event.organization_id));
      if (arrived.length === 3) break;
      // Not awaited: the next part is asked for before the event is there.
      made.push(stage.make.managed(organization));
    }
    expect(arrived).toEqual((await Promise.all(made)).map((each) => each.id));
  });

  it('begin where they are asked to', async () => {
    const options = { params: { path: { organization: id }, query: { per_page: 3, page: 3 } } };
    expect((await all(each(client, MANAGED, options))).map(({ name }) => name)).toEqual(['Managed managed-6']);
  });

  it('read no further than they are wanted', async () => {
    const options = { params: { path: { organization: id }, query: { per_page: 3 } } };
    for await (const { data } of pages(client, MANAGED, options)) {
      expect(data.pagination).toMatchObject({ current_page: 1, total_pages: 3 });
      break;
    }
    expect(requests).toHaveLength(1);
  });

  it('give whole parts, where a list is of more than one thing', async () => {
    const { id: enterpriseId } = (
      await client.GET(ENTERPRISES, { params: { path: { organizationId: id }, query: { limit: 1 } } })
    ).data.enterprises[0]!;
    const path = '/api/v2/enterprise/{enterpriseId}/user';
    const parts = await all(pages(client, path, { params: { path: { enterpriseId } } }));
    expect(parts.map(({ data }) => [data.adminUsers.length, data.nonAdminUsers.length])).toEqual([[1, 0]]);
    // @ts-expect-error -- which of the two lists would be ambiguous
    each(client, path, { params: { path: { enterpriseId } } });
    // @ts-expect-error -- it has no pages of its own
    pages(client, '/core/v1/users/current');
  });

  it('throw what a page is refused with', async () => {
    const options = { params: { path: { organization: '0'.repeat(32) } } };
    await expect(all(each(client, MANAGED, options))).rejects.toMatchObject({ code: 'organization_not_found' });
  });

  it('end by their signal', async () => {
    const controller = new AbortController();
    const options = { params: { path: { organization: id }, query: { per_page: 1 } }, signal: controller.signal };
    const read = async () => {
      for await (const { name } of each(client, MANAGED, options)) if (name.endsWith('2')) controller.abort('enough');
    };
    await expect(read()).rejects.toBe('enough');
    expect(requests).toHaveLength(3);
  });
});

it('a list of unknown length ends with the page that is not full', async () => {
  const large = (name: string) => ({
    pagination: { current_page: Number(name), total_pages: null, total: null, per_page: 2, large_set: true },
    organizations: name === '3' ? [{}] : [{}, {}],
  });
  const asked: (string | null)[] = [];
  const fake = (request: Request) => {
    const page = new URL(request.url).searchParams.get('page');
    asked.push(page);
    return Promise.resolve(Response.json(large(page ?? '1')));
  };
  const client = createClient({ baseUrl: 'http://127.0.0.1', fetch: fake });
  await all(each(client, MANAGED, { params: { path: { organization: 'o' } } }));
  expect(asked).toEqual([null, '2', '3']);
});
