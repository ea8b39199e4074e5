import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../common/ids.js';
import type { DrawnToken } from '../token/access-token.service.js';
import { newSecret } from '../token/token.js';
import { makeOwn, readOwn } from './own-file.js';

/** What a first start is about to issue: drawn ahead, so that issuing it twice is issuing it once. */
export interface Drawn {
  readonly operator: DrawnToken;
  readonly demo: DrawnToken;
}

interface Note extends Drawn {
  /** Which process has written it. */
  readonly process: number;
}

/** The name of the note in DATA_DIR. */
export const UNFINISHED_FILE = 'first-start.json';

const WAITS_MS = 5_000;
const LOOKS_EVERY_MS = 50;

/**
 * The note of a first start that is under way: its secrets, in a file that its owner alone can read. It is there from
 * before the first of them is issued until they have been shown. So whatever ends the process in between, the next
 * start finds what was made or was about to be made, and no secret is valid that is written nowhere.
 */
export class UnfinishedStart {
  private readonly path: string;

  constructor(directory: string) {
    this.path = join(directory, UNFINISHED_FILE);
  }

  /**
   * What an earlier start has begun and not finished. Another process that is at it now is waited for, up to five
   * seconds. A note that was cut short is removed: nothing is issued before the whole of it is on the disk.
   * @throws FileInTheWay
   */
  async left(): Promise<Drawn | undefined> {
    const patience = Date.now() + WAITS_MS;
    for (;;) {
      const text = await readOwn(this.path);
      if (text === undefined) return undefined;
      const note = noteIn(text);
      const waited = Date.now() > patience;
      if (note && (waited || !isAnotherAlive(note.process))) return { operator: note.operator, demo: note.demo };
      if (waited) return this.finish().then(() => undefined);
      await delay(LOOKS_EVERY_MS);
    }
  }

  /**
   * Draws the secrets and notes them down.
   * @returns undefined where another process was faster
   */
  async begin(): Promise<Drawn | undefined> {
    const drawn = { operator: drawToken(), demo: drawToken() };
    return (await makeOwn(this.path, noteOf(drawn))) ? drawn : undefined;
  }

  /** The same with another demo token, for one whose token has been issued and has ended since. */
  async redrawDemo({ operator }: Drawn): Promise<Drawn> {
    const drawn = { operator, demo: drawToken() };
    const next = `${this.path}.new`;
    await rm(next, { force: true });
    await makeOwn(next, noteOf(drawn));
    await rename(next, this.path);
    return drawn;
  }

  /** From now on every start is an ordinary one. Finishing twice succeeds. */
  async finish(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

function drawToken(): DrawnToken {
  return { id: newId(), secret: newSecret() };
}

function noteOf(drawn: Drawn): string {
  const note: Note = { process: process.pid, ...drawn };
  return `${JSON.stringify(note)}\n`;
}

/** Undefined for a note of which a part is missing. */
function noteIn(text: string): Note | undefined {
  try {
    return JSON.parse(text) as Note;
  } catch {
    return undefined;
  }
}

/** In a container this process may have the number of the one before it, which then is no other. */
function isAnotherAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
