import { said } from '../../support/answers.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import { testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { type Body, Installation, tally } from '../../support/scenes/installation.js';
import { race } from '../../support/until.js';

describe.each(testDatabases())('If-Match on $name', (database) => {
  let here: Installation;
  let root: Organization;
  let token: string;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  beforeEach(async () => {
    root = await here.make.root();
    token = await here.make.organizationToken(root);
  });

  afterAll(() => here.close());

  const url = () => `/core/v1/organizations/${root.id}`;
  const matching = (tag?: string) => (tag === undefined ? {} : { headers: { 'If-Match': tag } });
  const patch = (json: object, tag?: string, number = 0) =>
    here.call(number, { method: 'PATCH', url: url(), token, json, ...matching(tag) });
  const put = (annotations: object[], tag?: string) =>
    here.app.call<Body>({ method: 'PUT', url: `${url()}/annotations`, token, json: { annotations }, ...matching(tag) });
  const tag = async () => (await here.app.call({ method: 'GET', url: url(), token })).headers.etag!;
  const row = async () => (await here.sql.rows('SELECT * FROM organizations WHERE id = ?', [root.id]))[0]!;
  const audits = () => here.sql.count('audit_events', 'subject_id = ?', [root.id]);

  it('takes the tag that was read, once, and each change gives a new strong one', async () => {
    const seen = [await tag()];
    for (const change of [
      () => patch({ name: 'One' }, seen.at(-1)),
      () => put([{ key: 'a' }], seen.at(-1)),
      () => patch({ sub_domain: aSubDomain() }, seen.at(-1)),
      () => put([], seen.at(-1)),
    ]) {
      const answer = await change();
      expect({ said: said(answer), etag: answer.headers.etag }).toEqual({ said: '200', etag: await tag() });
      seen.push(answer.headers.etag!);
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const one of seen) expect(one).toMatch(/^"[\x21\x23-\x7e]+"$/);
  });

  it.each([
    ['weakened, as nginx does', (strong: string) => `W/${strong}`],
    ['with the coding behind it, as Apache does', (strong: string) => strong.replace(/"$/, '-gzip"')],
    ['with another coding behind it', (strong: string) => strong.replace(/"$/, '--br"')],
    ['weakened, in a list', (strong: string) => `"x", W/${strong}`],
  ])('takes the tag that a compressing proxy has changed: %s', async (_, changed) => {
    for (const change of [
      (seen: string) => patch({ name: 'One' }, seen),
      (seen: string) => put([{ key: 'a' }], seen),
    ]) {
      const seen = changed(await tag());
      expect(said(await change(seen))).toBe('200');
      expect(said(await change(seen))).toBe('412 precondition_failed');
    }
  });

  it('follows what others do: holds, lifts, activations', async () => {
    const operator = await here.make.operatorToken();
    const asOperator = async () => (await here.app.call({ method: 'GET', url: url(), token: operator })).headers.etag;
    const seen = [await asOperator()];
    await here.make.suspend(root);
    seen.push(await asOperator());
    await here.make.unsuspend(root);
    seen.push(await asOperator());
    expect(new Set(seen).size).toBe(3);
  });

  it.each([
    ['an older tag', async () => [await tag(), await patch({ name: 'Between' })][0] as string],
    ['a tag that never was', () => '"never"'],
    ['an older tag as a weak one', async () => `W/${[await tag(), await patch({ name: 'Between' })][0] as string}`],
    ['a list of others', () => '"x", W/"999" ,"y"'],
    ['the right tag with something else behind it', async () => (await tag()).replace(/"$/, '-gzipped"')],
    ['an empty tag', () => '""'],
    ['a tag with a comma and one of another alphabet', () => '"1,2","é"'],
  ])('refuses %s with 412, and changes nothing', async (_, given) => {
    const stale = await given();
    const [before, count] = [await row(), await audits()];
    for (const answer of [await patch({ name: 'Mine', billing_name: 'Me' }, stale), await put([{ key: 'a' }], stale)]) {
      expect(said(answer)).toBe('412 precondition_failed');
      expect(answer.body).toMatchObject({ error: { code: 'precondition_failed', detail: {} } });
      expect(answer.headers).not.toHaveProperty('etag');
    }
    expect([await row(), await audits()]).toEqual([before, count]);
    expect(await here.sql.count('organization_annotations', 'organization_id = ?', [root.id])).toBe(0);
  });

  it('is checked ahead of the values, and of a change that would be none', async () => {
    expect(said(await patch({ name: '' }, '"never"'))).toBe('412 precondition_failed');
    expect(said(await patch({}, '"never"'))).toBe('412 precondition_failed');
    expect(said(await patch({ name: '' }, await tag()))).toBe('422 validation_error');
  });

  it('takes any state for *, for no header, and one of a list', async () => {
    const before = await tag();
    expect(said(await patch({ name: 'One' }, '*'))).toBe('200');
    expect(said(await patch({ name: 'Two' }))).toBe('200');
    expect(said(await patch({ name: 'Three' }, `"x,y", , ${await tag()},`))).toBe('200');
    expect(said(await put([{ key: 'a' }], ' * '))).toBe('200');
    expect((await row()).version).toBe(Number(before.replaceAll('"', '')) + 4);
  });

  it.each(['1', 'x"1"', '"1', '"1" "2"', '"1";"2"', ',', '', 'w/"1"', '"a"b"', '*, "1"', '"1\t"'])(
    'refuses what is no list of tags with 400: %j',
    async (given) => {
      const before = await row();
      const answer = await here.app.call<Body>({
        method: 'PATCH',
        url: url(),
        token,
        json: { name: 'Mine' },
        headers: { 'If-Match': given },
      });
      expect(said(answer)).toBe('400 invalid_argument');
      expect(answer.body).toMatchObject({ error: { detail: { path: ['If-Match'] } } });
      expect(await row()).toEqual(before);
    },
  );

  // Protects the precondition that is checked on the locked row: checked before the lock, several would pass.
  it('lets one of twenty who have read the same state change it, and refuses the others', async () => {
    const read = await tag();
    const answers = await race(20, (number) => patch({ name: `Number ${number}` }, read, number));
    expect(tally(answers.map(said))).toEqual({ '200': 1, '412 precondition_failed': 19 });
    const winner = answers.find(({ status }) => status === 200)!;
    expect([winner.headers.etag, winner.body.organization]).toMatchObject([
      await tag(),
      { name: String((await row()).name) },
    ]);
    expect((await row()).version).toBe(root.version + 1);
    expect(await here.sql.count('audit_events', "subject_id = ? AND action = 'organization.changed'", [root.id])).toBe(
      1,
    );
  });
});
