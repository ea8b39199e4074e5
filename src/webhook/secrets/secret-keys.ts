import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import { DomainError } from '../../common/errors.js';
import { createWholePrivateFile, readPrivateFile } from '../../database/sqlite/private-file.js';

/** The name of the file with the key, beside the embedded database. */
export const SECRETS_KEY_FILE = 'secrets.key';

const KEY_BYTES = 32;

/**
 * The keys with which secrets are sealed: those of the configuration, and on the embedded database that of a file beside
 * it, which is made when the first secret is sealed without another key.
 */
export class SecretKeys {
  private readonly logger = new Logger(SecretKeys.name);
  private readonly file: string | undefined;
  private ofFile: Buffer | undefined;

  constructor(
    /** In base64, the one that seals first. */
    private readonly configured: readonly string[],
    /** The directory of the embedded database; absent with another. */
    dataDirectory?: string,
  ) {
    if (dataDirectory !== undefined) this.file = resolve(join(dataDirectory, SECRETS_KEY_FILE));
  }

  /**
   * The key that seals.
   * @throws DomainError secrets_key_missing where there is none, or its file cannot be used; the log names the reason
   */
  async forSealing(): Promise<Buffer> {
    const [first] = await this.forOpening();
    if (first) return first;
    if (this.file === undefined) throw this.missing('SECRETS_KEY is not set (openssl rand -base64 32 makes one)');
    // Of two processes one makes the file, and both read it.
    await createWholePrivateFile(this.file, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    return this.forSealing();
  }

  /**
   * All keys, in the order in which they are tried.
   * @throws DomainError secrets_key_missing where the file cannot be used
   */
  async forOpening(): Promise<readonly Buffer[]> {
    const keys = this.configured.map((key) => Buffer.from(key, 'base64'));
    if (this.file === undefined) return keys;
    try {
      this.ofFile ??= await keyIn(this.file);
    } catch (error) {
      throw this.missing((error as Error).message, error);
    }
    return this.ofFile ? [...keys, this.ofFile] : keys;
  }

  private missing(reason: string, cause?: unknown): DomainError<'secrets_key_missing'> {
    this.logger.error(`No secret of a webhook endpoint can be kept or read: ${reason}`);
    return new DomainError('secrets_key_missing', {}, { cause });
  }
}

async function keyIn(file: string): Promise<Buffer | undefined> {
  const content = await readPrivateFile(file);
  if (content === undefined) return undefined;
  const key = Buffer.from(content.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`${file} does not hold a key: 32 bytes in base64.`);
  return key;
}
