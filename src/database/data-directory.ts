import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BadConfiguration } from '../config/env.js';

/**
 * Makes the directory of the embedded database, and those above it that are missing.
 *
 * Node's own recursive `mkdir` never comes back where a file system says ENOENT to a directory whose parent is there,
 * as /proc does (seen with 20.20).
 * @throws BadConfiguration when it cannot be made
 */
export async function makeDataDirectory(path: string): Promise<void> {
  const directory = resolve(path);
  try {
    await makeWithParents(directory);
  } catch (cause) {
    const message = `DATA_DIR cannot be made: ${(cause as Error).message}. Make it, or set DATA_DIR to another directory.`;
    throw new BadConfiguration(message, { cause });
  }
}

async function makeWithParents(directory: string): Promise<void> {
  try {
    return await make(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await makeWithParents(dirname(directory));
  await make(directory);
}

async function make(directory: string): Promise<void> {
  try {
    await mkdir(directory);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && (await stat(directory)).isDirectory();
    if (!isThere) throw error;
  }
}
