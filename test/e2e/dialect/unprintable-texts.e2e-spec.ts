import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey, anEmail, aSubDomain } from '../../support/scenes/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../../support/database/fingerprint.js';
import { invalid, Scene } from '../../support/scenes/managed-organizations.js';
import { here } from '../cli/command-line.runs.js';

const EMPTY = ['\u200b', '\u3164', '\u2800', '\u034f', '\u202e', '\u001b', ' \ufe0f\u00a0'];
const HIDDEN = ['a\u202egnp.exe', '\u001b[31ma', 'a\u200bb', 'a\u3164', '\u2066a', 'a\u2028b', 'a\u{e0061}'];
const BREAKS = ['a\nb', 'a\r\nb', 'a\tb'];
const VISIBLE = ['Ada 👩🏽‍🚀 ❤️ 1️⃣', '🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'שלום', 'می\u200cخواهم', 'ශ\u0dca\u200dරී', '葛\u{e0100}城'];

/** One text that a client sends and that is stored. */
interface Field {
  /** How a refusal names it: in core-v1 the first words of its message, in api-v2 its path. */
  readonly named: string;
  readonly call: (text: string) => Call;
  /** Where the answer to its call shows it, if it does. */
  readonly shown?: (body: Record<string, never>) => unknown;
  readonly lines?: 'many';
  /** The result for one that looks empty: refused by default. */
  readonly empty?: 'kept' | 'cleared';
}

/** What an answer shows under these names, one within the other. */
const at =
  (...names: (string | number)[]) =>
  (body: unknown): unknown =>
    names.reduce((within, name) => (within as Record<string | number, unknown>)[name], body);

const PROFILE = ['billing_name', 'address1', 'address2', 'address3', 'address4', 'postcode', 'vat_number'];
const asWords = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1).replace('_', ' ')}`;

describe.each(testDatabases())('texts of which something cannot be seen on $name', (database) => {
  let scene: Scene;
  let operator: string;
  let child: { readonly id: string };
  let enterprise: { readonly id: string };
  let tokenId: string;
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    scene = await Scene.open(database);
    operator = await scene.make.operatorToken();
    child = await scene.make.managed(scene.root);
    enterprise = await scene.make.enterprise(scene.root);
    const made = await scene.app.call<{ api_token: { id: string } }>(ofRoot('POST', 'api_tokens', aToken('t')));
    tokenId = made.body.api_token.id;
    fingerprint = await fingerprints(scene.app);
  });

  afterAll(() => scene.close());

  const send = (method: Call['method'], url: string, json: object, token = scene.token): Call => ({
    ...{ method, url, json, token },
  });
  const ofRoot = (method: Call['method'], what: string, json: object) =>
    send(method, `/core/v1/organizations/${scene.root.id}${what && `/${what}`}`, json);
  const aToken = (name: string) => ({ properties: { name, scopes: ['enterprises:read'] } });
  const managed = (members: object) => ofRoot('POST', 'managed', { name: 'N', sub_domain: aSubDomain(), ...members });
  const anEnterprise = (members: object) =>
    send('POST', `/api/v2/organization/${scene.root.id}/enterprise`, {
      ...{ email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [], ...members },
    });

  const CORE: readonly Field[] = [
    { named: 'Name', call: (name) => managed({ name }), shown: at('organization', 'name') },
    {
      named: 'Name',
      call: (name) => send('POST', '/core/v1/organizations', { name, sub_domain: aSubDomain() }, operator),
      shown: at('organization', 'name'),
    },
    { named: 'Name', call: (name) => ofRoot('PATCH', '', { name }), shown: at('organization', 'name') },
    ...[...PROFILE, 'phone_number'].map((name): Field => ({
      named: asWords(name),
      call: (text) => ofRoot('PATCH', '', { [name]: text }),
      shown: at('organization', name),
      empty: 'cleared',
    })),
    {
      named: 'Annotations key',
      call: (key) => managed({ annotations: [{ key }] }),
      shown: at('annotations', 0, 'key'),
    },
    {
      named: 'Annotations key',
      call: (key) => ofRoot('PUT', 'annotations', { annotations: [{ key }] }),
      shown: at('annotations', 0, 'key'),
    },
    ...['managed', 'annotations'].map((what): Field => ({
      named: 'Annotations value',
      call: (value) => {
        const annotations = [{ key: 'k', value }];
        return what === 'managed' ? managed({ annotations }) : ofRoot('PUT', what, { annotations });
      },
      shown: at('annotations', 0, 'value'),
      lines: 'many',
      empty: 'kept',
    })),
    {
      named: 'Reason',
      call: (reason) => send('POST', `/core/v1/organizations/${child.id}/holds`, { reason }),
      lines: 'many',
    },
    { named: 'Name', call: (name) => ofRoot('POST', 'api_tokens', aToken(name)), shown: at('api_token', 'name') },
    {
      named: 'Name',
      call: (name) => send('PATCH', `/core/v1/api_tokens/${tokenId}`, { properties: { name } }),
      shown: at('api_token', 'name'),
    },
  ];

  const API: readonly Field[] = [
    { named: 'thirdPartyIdentifier[0].id', call: (id) => anEnterprise({ thirdPartyIdentifier: [{ id, label: 'l' }] }) },
    {
      named: 'thirdPartyIdentifier[0].label',
      call: (label) => anEnterprise({ thirdPartyIdentifier: [{ id: '1', label }] }),
    },
    {
      named: 'legalIdentifiers.legalPersonName',
      call: (legalPersonName) =>
        send('PUT', `/api/v2/enterprise/${enterprise.id}`, { legalIdentifiers: { legalPersonName } }),
      shown: at('legalIdentifiers', 'legalPersonName'),
    },
    { named: 'label', call: (label) => send('POST', '/api/v2/user/accesstoken', { label }), shown: at('label') },
  ];

  /** Sends, expects that nothing has changed, and gives what was answered. */
  async function refused(call: Call): Promise<unknown> {
    const before = await fingerprint();
    const { status, body }: Answer<{ context?: object }> = await scene.app.call(call);
    expect({ call, changed: changedTables(before, await fingerprint()) }).toEqual({ call, changed: [] });
    return [status, body.context ?? body];
  }

  async function accepted({ call, shown }: Field, text: string, as: string | null = text): Promise<void> {
    const { status, body, text: said } = await scene.app.call<Record<string, never>>(call(text));
    expect({ text, status, said }).toEqual({ text, status: status === 201 ? 201 : 200, said });
    if (shown) expect(shown(body)).toBe(as);
  }

  const refusedTexts = ({ lines }: Field) => (lines === 'many' ? HIDDEN : [...HIDDEN, ...BREAKS]);

  it.each(CORE.map((field, at) => ({ ...field, at })))('core-v1 refuses or keeps them: $named ($at)', async (field) => {
    for (const text of refusedTexts(field))
      expect(await refused(field.call(text))).toEqual([422, invalid(`${field.named} contains unprintable characters`)]);
    for (const text of EMPTY) {
      if (field.empty === 'cleared') await accepted(field, text, null);
      if (field.empty === undefined)
        expect(await refused(field.call(text))).toEqual([422, invalid(`${field.named} can't be blank`)]);
    }
    for (const text of [...VISIBLE, ...(field.lines === 'many' ? BREAKS : [])]) await accepted(field, text);
    if (field.empty === 'kept') for (const text of ['', ' ', '\n']) await accepted(field, text);
  });

  it.each(API)('api-v2 refuses or keeps them: $named', async (field) => {
    const refusal = (rule: string) => [400, { fields: [{ path: field.named, rule }] }];
    for (const text of [...HIDDEN, ...BREAKS]) expect(await refused(field.call(text))).toEqual(refusal('unprintable'));
    for (const text of EMPTY) expect(await refused(field.call(text))).toEqual(refusal('blank'));
    for (const text of VISIBLE) await accepted(field, text);
  });

  it('an email with anything that is not seen is none, and its look-alike is another person’s', async () => {
    const email = anEmail();
    await scene.app.call(anEnterprise({ email }));
    const addition = (username: string) =>
      send('POST', `/api/v2/enterprise/${enterprise.id}/user`, { username, invite: true });
    for (const unseen of ['\ufe0f', '\ufe0e', '\u{e0100}', '\u034f', '\u3164', '\u2800', '\u180b', '\u17b4']) {
      for (const text of [`a${unseen}${email}`, email.replace('@', `${unseen}@`), email.replace('.', `é${unseen}.`)]) {
        expect(await refused(anEnterprise({ email: text }))).toEqual([
          400,
          { fields: [{ path: 'email', rule: 'pattern' }] },
        ]);
        expect(await refused(addition(text))).toEqual([400, { fields: [{ path: 'username', rule: 'pattern' }] }]);
      }
    }
  });

  it('an idempotency key stays any text', async () => {
    for (const idempotencyKey of [...EMPTY, ...HIDDEN, ...BREAKS]) {
      const call = anEnterprise({ idempotencyKey });
      const first = await scene.app.call(call);
      const second = await scene.app.call(call);
      expect([first.status, second.status, second.text]).toEqual([200, 200, first.text]);
    }
  });

  it.each([
    ['name', 'organization', 'create', '--sub-domain', 'unseen', '--name'],
    ['name', 'organization', 'create', '--sub-domain', 'unseen', '--name', 'N', '--name-suffix'],
    ['reason', 'organization', 'suspend', 'ROOT', '--reason'],
    ['billing name', 'organization', 'update', 'ROOT', '--billing-name'],
    ['annotations key', 'organization', 'annotate', 'ROOT'],
    ['first name', 'user', 'create', '--email', 'unseen@example.com', '--first-name'],
    ['last name', 'user', 'create', '--email', 'unseen@example.com', '--last-name'],
    ['name', 'token', 'create', '--operator', '--name'],
  ])('the command line refuses them, too: %s of %s %s', async (named, ...argv) => {
    const before = await fingerprint();
    const run = (text: string) =>
      here(scene.variables, ...argv.map((word) => (word === 'ROOT' ? scene.root.subDomain : word)), text);
    const { code, err } = await run('a\u202eb');
    expect([code, err]).toEqual([1, expect.stringMatching(/ contains unprintable characters \(control, format or/)]);
    expect(err).toContain(named);
    if (named !== 'billing name')
      expect(await run('\u3164')).toMatchObject({ code: 1, err: expect.stringContaining('is empty') as unknown });
    expect(changedTables(before, await fingerprint())).toEqual([]);
  });
});
