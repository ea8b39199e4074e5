import { type FileHandle, open, unlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EXIT, Failure } from '../output/failure.js';

/** Something whose secret was issued just now: a token, a webhook endpoint. */
export interface Issued {
  readonly id: string;
  readonly secret: string;
}

/**
 * Issues a secret into a new file that only its owner can read.
 *
 * The file is created first: a secret that cannot be stored must not be issued. An existing file is left
 * alone, since its mode and its readers are unknown. The file is removed when none was issued.
 * @param remedy what to do about one with this id whose secret could not be written
 * @throws Failure secret_file_not_written, and what `issue` throws
 */
export async function issueInto<T extends Issued>(
  path: string,
  issue: () => Promise<T>,
  remedy: (id: string) => string = revocation,
): Promise<T & { secretFile: string }> {
  const secretFile = resolve(path);
  const file = await makeFile(secretFile);
  try {
    const issued = await issue();
    await writeSecret(file, secretFile, issued.secret, remedy(issued.id));
    return { ...issued, secretFile };
  } catch (error) {
    await unlink(secretFile);
    throw error;
  } finally {
    await file.close();
  }
}

/** The error message for a secret that was issued and could not be printed. */
export function unprintedSecret(id: string): string {
  return `The secret could not be printed and is lost, and the token is valid: tenantry token regenerate ${id}, or revoke it.`;
}

function revocation(id: string): string {
  return `revoke the token: tenantry token revoke ${id}`;
}

async function makeFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const why = exists
      ? `${path} exists already`
      : `The file for the secret cannot be created: ${(error as Error).message}`;
    throw notWritten(`${why}. No secret was issued: name another file.`, error);
  }
}

async function writeSecret(file: FileHandle, path: string, secret: string, remedy: string): Promise<void> {
  try {
    await file.writeFile(`${secret}\n`);
    await file.sync();
  } catch (error) {
    const why = `The secret could not be written to ${path}: ${(error as Error).message}`;
    throw notWritten(`${why}. It is lost, so ${remedy}`, error);
  }
}

function notWritten(message: string, cause: unknown): Failure {
  return new Failure(EXIT.refused, 'secret_file_not_written', message, { cause });
}
