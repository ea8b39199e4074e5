import { constants } from 'node:fs';
import { type FileHandle, link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newId } from '../../common/ids.js';

/** Something else is at the path of a file of ours; the message names it, and what to do. */
export class FileConflict extends Error {}

const OWNER_ONLY = 0o600;
/** No link is followed, and opening a pipe does not wait. Windows has neither flag. */
const WITHOUT_FOLLOWING = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Creates a file that only this user can read, and waits until it is on the disk, with its directory entry.
 * @returns false if the path exists already
 */
export async function createPrivateFile(path: string, content: string): Promise<boolean> {
  const file = await openNew(path);
  if (file === undefined) return false;
  await fill(file, path, content);
  return true;
}

/**
 * As `createPrivateFile`, and the file is never seen incomplete, by other processes and after a crash.
 * @returns false if the path exists already
 */
export async function createWholePrivateFile(path: string, content: string): Promise<boolean> {
  const made = `${path}.${newId()}.new`;
  await createPrivateFile(made, content);
  try {
    await link(made, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(made, { force: true });
    await syncDirectory(dirname(path));
  }
}

/**
 * As `createPrivateFile`, and completes a file that an earlier call began with the same content. Anything else at the path is
 * left unchanged.
 * @throws FileConflict
 */
export async function ensurePrivateFile(path: string, content: string): Promise<void> {
  if (await createPrivateFile(path, content)) return;
  const file = await openOwn(path);
  const found = await file?.readFile('utf8');
  if (file === undefined || found === undefined || !content.startsWith(found)) {
    await file?.close();
    throw inTheWay(path, 'was not made by this first start');
  }
  await fill(file, path, content);
}

async function fill(file: FileHandle, path: string, content: string): Promise<void> {
  try {
    await file.write(content, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncDirectory(dirname(path));
}

/** Without it, a power failure could lose this file and keep rows that were written later. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * The content of a file that only this user can read, or undefined if there is none.
 * @throws FileConflict for a file that others can read or own, a link, a directory
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  const file = await openOwn(path);
  try {
    return await file?.readFile('utf8');
  } finally {
    await file?.close();
  }
}

async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, OWNER_ONLY);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

async function openOwn(path: string): Promise<FileHandle | undefined> {
  const file = await openWithoutFollowing(path);
  const fault = file && (await faultOf(file));
  if (fault === undefined) return file;
  await file?.close();
  throw inTheWay(path, fault);
}

async function openWithoutFollowing(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDWR | WITHOUT_FOLLOWING);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const reasons: Partial<Record<string, string>> = { ELOOP: 'is a link', EISDIR: 'is a directory' };
    throw inTheWay(path, reasons[code ?? ''] ?? `cannot be opened (${message})`, error);
  }
}

async function faultOf(file: FileHandle): Promise<string | undefined> {
  const { mode, uid } = await file.stat();
  if ((mode & constants.S_IFMT) !== constants.S_IFREG) return 'is no plain file';
  if (process.getuid === undefined) return undefined;
  if (uid !== process.getuid()) return 'belongs to another user';
  return (mode & 0o077) === 0 ? undefined : `can be read by others (mode 0${(mode & 0o777).toString(8)})`;
}

function inTheWay(path: string, fault: string, cause?: unknown): FileConflict {
  return new FileConflict(`${path} ${fault}, so it is left alone. Move it away and start again.`, { cause });
}
