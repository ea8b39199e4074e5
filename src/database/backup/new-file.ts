import { existsSync } from 'node:fs';
import { link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newId } from '../../common/ids.js';
import { makeDataFile } from '../sqlite/data-directory.js';
import { BackupRefused } from './backup-refused.js';

/**
 * Makes a file that only its owner can read, whole or not at all: it is written under another name beside it, is on disk
 * before it gets its own, and takes the place of no other.
 * @param write fills the file of the name that it is given
 * @throws BackupRefused file_exists, file_missing; and what `write` throws
 */
export async function makeNewFile(file: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  if (existsSync(file)) throw fileExists(file);
  if (!existsSync(dirname(file))) throw new BackupRefused('file_missing', `There is no directory ${dirname(file)}.`);
  const unfinished = `${file}.${newId()}.unfinished`;
  try {
    await makeDataFile(unfinished);
    await write(unfinished);
    await toDisk(unfinished);
    // Unlike a renaming this never replaces a file.
    await link(unfinished, file);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? fileExists(file) : error;
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) await rm(`${unfinished}${suffix}`, { force: true });
  }
  await toDisk(dirname(file));
}

function fileExists(file: string): BackupRefused {
  return new BackupRefused('file_exists', `${file} exists, and is never replaced: name another file, or move it away.`);
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
