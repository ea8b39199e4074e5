import { open } from 'node:fs/promises';
import { BackupRefused } from './backup-refused.js';

const END = '-- Dump completed';
const LOOKED_AT = 1_000;

/**
 * Looks at the beginning and the end of a dump: one that broke off loads without an error, and lacks tables.
 * @throws BackupRefused file_missing, not_a_backup
 */
export async function assertWholeDump(file: string): Promise<void> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new BackupRefused('file_missing', `${file} cannot be read: ${(cause as Error).message}.`, { cause });
  });
  try {
    const { size } = await handle.stat();
    const part = async (position: number) =>
      (await handle.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, Math.max(0, position))).buffer.toString('latin1');
    if (!/^-- (MariaDB|MySQL) dump/m.test(await part(0))) {
      throw new BackupRefused('not_a_backup', `${file} is no dump of MariaDB or MySQL.`);
    }
    if (!(await part(size - LOOKED_AT)).includes(END)) {
      throw new BackupRefused('not_a_backup', `${file} is not whole: it does not end with "${END}".`);
    }
  } finally {
    await handle.close();
  }
}
