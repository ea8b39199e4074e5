import { type AccessTokenBody, OWN_TOKENS } from '../../support/scenes/access-tokens.js';
import type { Call } from '../../support/answers.js';
import { type TokenAnswer, TokenScene } from '../../support/scenes/api-tokens.js';
import { testDatabases } from '../../support/database/databases.js';
import { aKey } from '../../support/scenes/factories.js';
import { type AppProcess, startProcess } from '../../support/processes.js';
import { until } from '../../support/until.js';

/** The build in `dist` is what runs, at its most talkative. */
describe.each(testDatabases())('the log of a process that makes tokens on $name', (database) => {
  let scene: TokenScene;
  let served: AppProcess;

  beforeAll(async () => {
    scene = await TokenScene.open(database);
    served = await startProcess({ ...scene.fresh.variables, LOG_LEVEL: 'trace' });
  });

  afterAll(async () => {
    await served.stop();
    await scene.close();
  });

  it('has no secret in it, neither a new one nor an old one, and no name', async () => {
    const { token, root } = scene;
    const call = (method: Call['method'], path: string, id: string, json: object = {}) =>
      served.call<TokenAnswer>({
        ...{ method, url: `/core/v1/${path}`, token, json },
        headers: { 'Idempotency-Key': aKey(), 'X-Request-Id': id },
      });
    const properties = { name: 'caNaRy', scopes: ['enterprises'] };
    const created = (await call('POST', `organizations/${root.id}/api_tokens`, 'made', { properties })).body.api_token;
    const changed = await call('POST', `api_tokens/${created.id}/regenerate_secret`, 'changed');
    await call('PATCH', `api_tokens/${created.id}`, 'named', { properties: { name: 'caNaRy two' } });
    const secrets = [created.secret!, changed.body.api_token.secret!];
    // A secret in the place of an id is what a person mistakes first.
    await call('DELETE', `api_tokens/${secrets[0]}`, 'mistaken');
    await call('DELETE', `api_tokens/${created.id}`, 'ended');
    await until('the last access line is written', () => served.output().includes('"requestId":"ended"'));
    const log = served.output();
    for (const id of ['made', 'changed', 'named', 'mistaken', 'ended']) expect(log).toContain(`"requestId":"${id}"`);
    for (const secret of [...secrets, token]) {
      expect(secret).toMatch(/^tnt_/);
      for (const form of [secret, secret.slice(4, 44)]) expect(log).not.toContain(form);
    }
    expect(log).not.toContain('caNaRy');
  });

  it('has none in api-v2 either, under whichever path they were asked for', async () => {
    const { token } = scene;
    const call = (method: Call['method'], url: string, id: string, json: object = {}) =>
      served.call<AccessTokenBody>({
        ...{ method, url, token, ...(method !== 'GET' && { json }) },
        headers: { 'Idempotency-Key': aKey(), 'X-Request-Id': id },
      });
    const created = (await call('POST', '/api/auth/v1/accesstoken', 'v1-made', { label: 'caNaRy' })).body;
    const rotated = (await call('POST', `${OWN_TOKENS}/${created.id}/rotate`, 'rotated')).body;
    const secrets = [created.token!, rotated.token!];
    await call('POST', `${OWN_TOKENS}/${secrets[0]}/rotate`, 'v2-mistaken');
    await call('DELETE', `/api/v1/user/accesstoken/${secrets[1]}`, 'v1-mistaken');
    await call('GET', '/api/v1/user/accesstoken', 'v1-listed');
    const last = '"requestId":"v1-listed"';
    await until('the last access line is written', () => served.output().includes(last));
    const log = served.output();
    for (const id of ['v1-made', 'rotated', 'v2-mistaken', 'v1-mistaken']) expect(log).toContain(`"requestId":"${id}"`);
    for (const secret of [...secrets, token]) {
      expect(secret).toMatch(/^tnt_/);
      for (const form of [secret, secret.slice(4, 44)]) expect(log).not.toContain(form);
    }
    expect(log).not.toContain('caNaRy');
  });
});
