import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BadConfiguration } from '../../config/env.js';

/** What lies in the directory can be read by its owner alone. */
const DIRECTORY_MODE = 0o700;
const FILE_MODE = 0o600;
const PARENT_MODE = 0o777;

/**
 * Makes the directory of the embedded database, which its owner alone can enter, and those above it that are missing.
 *
 * Node's own recursive `mkdir` never returns where a file system answers ENOENT for a directory whose parent exists,
 * as /proc does (seen with 20.20).
 * @throws BadConfiguration when it cannot be made
 */
export async function makeDataDirectory(path: string): Promise<void> {
  const directory = resolve(path);
  try {
    await makeWithParents(directory, DIRECTORY_MODE);
  } catch (cause) {
    const message = `DATA_DIR cannot be made: ${(cause as Error).message}. Make it, or set DATA_DIR to another directory.`;
    throw new BadConfiguration(message, { cause });
  }
}

/**
 * Makes the file of the embedded database, which its owner alone can read. SQLite would make it readable for all; the
 * files that it makes beside it, with what was written last, have the mode of this one.
 */
export async function makeDataFile(path: string): Promise<void> {
  try {
    await (await open(path, 'wx', FILE_MODE)).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * What other users of the machine can enter or read, though it holds the data of every tenant.
 * @param names files of the directory
 * @returns commands that change it, or none
 */
export async function permissionRepairs(path: string, names: readonly string[]): Promise<string[]> {
  // Windows has no such modes.
  if (process.getuid === undefined) return [];
  const directory = resolve(path);
  const files = await loose(names.map((name) => join(directory, name)));
  const commands = [
    ['chmod 700', await loose([directory])],
    ['chmod 600', files],
  ] as const;
  return commands.flatMap(([command, paths]) => (paths.length > 0 ? [[command, ...paths].join(' ')] : []));
}

async function loose(paths: readonly string[]): Promise<string[]> {
  const modes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mode }) => mode,
        () => 0,
      ),
    ),
  );
  return paths.filter((_, index) => (modes[index]! & 0o077) !== 0);
}

async function makeWithParents(directory: string, mode: number): Promise<void> {
  try {
    return await make(directory, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await makeWithParents(dirname(directory), PARENT_MODE);
  await make(directory, mode);
}

async function make(directory: string, mode: number): Promise<void> {
  try {
    await mkdir(directory, mode);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && (await stat(directory)).isDirectory();
    if (!isThere) throw error;
  }
}
