import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../common/ids.js';
import type { GeneratedToken } from '../token/access-token.service.js';
import { newSecret } from '../token/token.js';
import { createPrivateFile, readPrivateFile } from '../database/sqlite/private-file.js';

/** The tokens that a first start is about to issue: generated before, so that issuing them twice has no effect. */
export interface StartSecrets {
  readonly operator: GeneratedToken;
  readonly demo: GeneratedToken;
}

interface Note extends StartSecrets {
  /** The id of the process that has written it. */
  readonly process: number;
}

/** The name of the note in DATA_DIR. */
export const UNFINISHED_FILE = 'first-start.json';

const MAX_WAIT_MS = 5_000;
const CHECK_INTERVAL_MS = 50;

/**
 * The note of a first start that is not finished: its secrets, in a file that only its owner can read. It exists from
 * before the first of them is issued until they have been shown. If the process ends in between, the next start finds
 * what was created or was about to be, and no valid secret is lost.
 */
export class UnfinishedStart {
  private readonly path: string;

  constructor(directory: string) {
    this.path = join(directory, UNFINISHED_FILE);
  }

  /**
   * The secrets of a start that has not been finished. If another process is in the middle of it, this waits for up to
   * five seconds. An incomplete note is removed: nothing is issued before all of it is on the disk.
   * @throws FileConflict
   */
  async left(): Promise<StartSecrets | undefined> {
    const deadline = Date.now() + MAX_WAIT_MS;
    for (;;) {
      const text = await readPrivateFile(this.path);
      if (text === undefined) return undefined;
      const note = noteIn(text);
      const waited = Date.now() > deadline;
      if (note && (waited || !isAnotherAlive(note.process))) return { operator: note.operator, demo: note.demo };
      if (waited) return this.finish().then(() => undefined);
      await delay(CHECK_INTERVAL_MS);
    }
  }

  /**
   * Draws the secrets and writes the note.
   * @returns undefined if another process was faster
   */
  async begin(): Promise<StartSecrets | undefined> {
    const generated = { operator: generateToken(), demo: generateToken() };
    return (await createPrivateFile(this.path, noteOf(generated))) ? generated : undefined;
  }

  /** Replaces the demo token, for a start whose token has been issued and has ended since. */
  async replaceDemoToken({ operator }: StartSecrets): Promise<StartSecrets> {
    const generated = { operator, demo: generateToken() };
    const next = `${this.path}.new`;
    await rm(next, { force: true });
    await createPrivateFile(next, noteOf(generated));
    await rename(next, this.path);
    return generated;
  }

  /** Removes the note: later starts are ordinary ones. Finishing twice succeeds. */
  async finish(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

function generateToken(): GeneratedToken {
  return { id: newId(), secret: newSecret() };
}

function noteOf(generated: StartSecrets): string {
  const note: Note = { process: process.pid, ...generated };
  return `${JSON.stringify(note)}\n`;
}

/** Undefined for an incomplete note. */
function noteIn(text: string): Note | undefined {
  try {
    return JSON.parse(text) as Note;
  } catch {
    return undefined;
  }
}

/** In a container this process may have the id of the previous one, which then is not another process. */
function isAnotherAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
