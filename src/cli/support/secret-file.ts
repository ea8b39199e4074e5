import { type FileHandle, open, unlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EXIT, Failure } from '../output/failure.js';

/** A token that was issued just now. */
export interface Issued {
  readonly id: string;
  readonly secret: string;
}

/**
 * Issues a token into a new file that only its owner can read.
 *
 * The file is created first: a secret that cannot be stored must not be issued. An existing file is left
 * alone, since its mode and its readers are unknown. The file is removed when no token was issued.
 * @throws Failure secret_file_not_written, and what `issue` throws
 */
export async function issueInto(path: string, issue: () => Promise<Issued>): Promise<Issued & { secretFile: string }> {
  const secretFile = resolve(path);
  const file = await makeFile(secretFile);
  try {
    const issued = await issue();
    await writeSecret(file, secretFile, issued);
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

async function makeFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const why = exists
      ? `${path} exists already`
      : `The file for the secret cannot be created: ${(error as Error).message}`;
    throw notWritten(`${why}. No token was issued: name another file.`, error);
  }
}

async function writeSecret(file: FileHandle, path: string, { id, secret }: Issued): Promise<void> {
  try {
    await file.writeFile(`${secret}\n`);
    await file.sync();
  } catch (error) {
    const why = `The secret could not be written to ${path}: ${(error as Error).message}`;
    throw notWritten(`${why}. It is lost, so revoke the token: tenantry token revoke ${id}`, error);
  }
}

function notWritten(message: string, cause: unknown): Failure {
  return new Failure(EXIT.refused, 'secret_file_not_written', message, { cause });
}
