import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId } from '../../common/ids.js';
import { SECRETS_KEY_FILE, SecretKeys } from './secret-keys.js';
import { newWebhookSecret, WebhookSecrets } from './webhook-secrets.js';

const aKey = () => randomBytes(32).toString('base64');
const keeping = (keys: readonly string[], directory?: string) => new WebhookSecrets(new SecretKeys(keys, directory));

describe('the secrets of webhook endpoints', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'secrets-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('are 32 random bytes behind the prefix of the standard', () => {
    expect(newWebhookSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newWebhookSecret()).not.toBe(newWebhookSecret());
  });

  it('are opened for their own endpoint alone, and are another text each time', async () => {
    const secrets = keeping([aKey()]);
    const [secret, endpoint] = [newWebhookSecret(), newId()];
    const sealed = await secrets.seal(secret, endpoint);
    expect(await secrets.open(sealed, endpoint)).toBe(secret);
    expect(await secrets.open(sealed, newId())).toBeUndefined();
    expect(sealed).not.toContain(secret);
    expect(await secrets.seal(secret, endpoint)).not.toBe(sealed);
    expect(sealed.length).toBeLessThan(255);
  });

  it('are opened by every key of the list and sealed by the first, so that a key can be replaced', async () => {
    const [old, next, endpoint] = [aKey(), aKey(), newId()];
    const sealed = await keeping([old]).seal('whsec_a', endpoint);
    expect(await keeping([next, old]).open(sealed, endpoint)).toBe('whsec_a');
    expect(await keeping([next]).open(sealed, endpoint)).toBeUndefined();
    const anew = await keeping([next, old]).seal('whsec_b', endpoint);
    expect([await keeping([next]).open(anew, endpoint), await keeping([old]).open(anew, endpoint)]).toEqual([
      'whsec_b',
      undefined,
    ]);
  });

  it('that no key opens are reported with what to do, once for all endpoints of a minute', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    try {
      const endpoint = newId();
      const sealed = await keeping([aKey()]).seal('whsec_a', endpoint);
      const others = keeping([aKey()]);
      for (const id of [endpoint, newId()]) expect(await others.open(sealed, id)).toBeUndefined();
      expect(logged.mock.calls).toEqual([[expect.stringContaining(`such as ${endpoint}: put the key that sealed`)]]);
    } finally {
      logged.mockRestore();
    }
  });

  it('cannot be sealed without a key, where the database is not the embedded one', async () => {
    await expect(keeping([]).seal('whsec_a', newId())).rejects.toMatchObject({ code: 'secrets_key_missing' });
  });

  it('beside the embedded database have a key in a file of its owner alone, made when the first is sealed', async () => {
    const [endpoint, file] = [newId(), join(directory, SECRETS_KEY_FILE)];
    expect(await keeping([], directory).open('AAAA'.repeat(20), endpoint)).toBeUndefined();
    expect(readdirSync(directory)).toEqual([]);
    const sealed = await keeping([], directory).seal('whsec_a', endpoint);
    expect(readdirSync(directory)).toEqual([SECRETS_KEY_FILE]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await keeping([readFileSync(file, 'utf8').trim()]).open(sealed, endpoint)).toBe('whsec_a');
    expect(await keeping([aKey()], directory).open(sealed, endpoint)).toBe('whsec_a');
  });

  it('have one file, however many make it at a time', async () => {
    const endpoint = newId();
    const sealed = await Promise.all(
      Array.from({ length: 20 }, () => keeping([], directory).seal('whsec_a', endpoint)),
    );
    const opened = await Promise.all(sealed.map((each) => keeping([], directory).open(each, endpoint)));
    expect(opened).toEqual(Array(20).fill('whsec_a'));
  });

  it.each([
    ['that others can read', aKey(), 0o644],
    ['that holds no key', 'AAAA', 0o600],
  ])('are refused with a file %s, which is left alone', async (_, content, mode) => {
    const file = join(directory, SECRETS_KEY_FILE);
    writeFileSync(file, content);
    chmodSync(file, mode);
    await expect(keeping([], directory).seal('whsec_a', newId())).rejects.toMatchObject({
      code: 'secrets_key_missing',
    });
    expect(readFileSync(file, 'utf8')).toBe(content);
  });
});
