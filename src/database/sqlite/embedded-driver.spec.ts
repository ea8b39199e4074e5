import { EmbeddedDatabaseMissing, loadEmbeddedDriver, retryWhileBusy } from './embedded-driver.js';

function failing(code: string | undefined): () => never {
  return () => {
    throw Object.assign(new Error('cannot be loaded'), { code });
  };
}

function messageWhen(load: () => unknown): string {
  try {
    loadEmbeddedDriver(load);
  } catch (error) {
    if (error instanceof EmbeddedDatabaseMissing) return error.message;
  }
  throw new Error('expected EmbeddedDatabaseMissing');
}

describe('the embedded database', () => {
  it('is usable where it is installed', () => {
    expect(loadEmbeddedDriver()).toBeInstanceOf(Function);
  });

  it.each([
    ['not installed', 'MODULE_NOT_FOUND', 'npm ci'],
    ['not built', undefined, 'npm rebuild better-sqlite3'],
  ])('gives a remedy when it is %s', (_, code, command) => {
    const message = messageWhen(failing(code));
    expect(message).toContain('Install a compiler (python3, make, g++)');
    expect(message).toContain(`\`${command}\``);
    expect(message).toContain('DATABASE_URL=mysql://');
  });

  it('gives a remedy when it was built for another Node.js', () => {
    const message = messageWhen(failing('ERR_DLOPEN_FAILED'));
    expect(message).toContain(process.version);
    expect(message).toContain('`npm rebuild better-sqlite3`');
    expect(message).not.toContain('\n');
  });
});

describe('waiting for the lock of the file', () => {
  it('tries again while another process has it', async () => {
    let tries = 0;
    const done = await retryWhileBusy(() => {
      if (++tries < 3) throw Object.assign(new Error('locked'), { code: 'SQLITE_BUSY_SNAPSHOT' });
      return 'done';
    });
    expect(done).toBe('done');
    expect(tries).toBe(3);
  });

  it('gives up when its time is over, and at once on any other error', async () => {
    const busy = Object.assign(new Error('locked'), { driverError: { code: 'SQLITE_BUSY' } });
    await expect(retryWhileBusy(() => Promise.reject(busy), 40)).rejects.toBe(busy);
    const other = Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    await expect(retryWhileBusy(() => Promise.reject(other))).rejects.toBe(other);
  });
});
