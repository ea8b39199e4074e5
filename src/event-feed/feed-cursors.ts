import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import { cursorKey } from './event-feed.queries.js';

/** A position in the order of events: behind the event of a place. */
export interface FeedPosition {
  /** 0 is ahead of every event. */
  readonly place: number;
  /** The random end of the id of its event, by which another order of events is noticed; empty where it is not known. */
  readonly mark: string;
}

const CIPHER = 'aes-128-gcm';
const NONCE_BYTES = 12;
const PLACE_BYTES = 6;
const MARK_BYTES = 8;
const TAG_BYTES = 16;

/** The form of every cursor of the feed. */
export const CURSOR_PATTERN = /^[A-Za-z0-9_-]{56}$/;

/** Behind this event. */
export function positionOf(place: number, eventId: string | null): FeedPosition {
  return { place, mark: eventId?.slice(-2 * MARK_BYTES) ?? '' };
}

/**
 * Cursors of the feed, for callers and the command line. They are sealed for one log: they show neither how many events
 * the installation has nor, by being compared, whether it has had any in between; that of another log is no cursor.
 */
@Injectable()
export class FeedCursors {
  private key: Buffer | undefined;

  constructor(private readonly database: Database) {}

  /** Reads the key, once in a process. */
  async prepare(ctx: Pick<CallContext, 'signal'>): Promise<void> {
    if (this.key) return;
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(cursorKey()));
    if (!row) throw new Error('The row of event_feed is not there.');
    this.key = Buffer.from(row.cursor_key, 'hex');
  }

  /** @param log the id of an organization; '' for the installation */
  cursorAt(log: string, { place, mark }: FeedPosition): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.prepared(), nonce).setAAD(Buffer.from(log));
    const hex = place.toString(16).padStart(2 * PLACE_BYTES, '0') + mark.padStart(2 * MARK_BYTES, '0');
    const sealed = cipher.update(hex, 'hex');
    return Buffer.concat([nonce, sealed, cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  /** The position of a cursor; undefined for a text that is no cursor of this log. */
  positionAt(log: string, cursor: string): FeedPosition | undefined {
    if (!CURSOR_PATTERN.test(cursor)) return undefined;
    const bytes = Buffer.from(cursor, 'base64url');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const opening = createDecipheriv(CIPHER, this.prepared(), nonce, { authTagLength: TAG_BYTES });
    opening.setAAD(Buffer.from(log)).setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const opened = Buffer.concat([opening.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), opening.final()]);
      return { place: opened.readUIntBE(0, PLACE_BYTES), mark: opened.toString('hex', PLACE_BYTES) };
    } catch {
      // It was sealed for another log, or with another key, or was changed.
      return undefined;
    }
  }

  private prepared(): Buffer {
    if (!this.key) throw new Error('FeedCursors.prepare comes first.');
    return this.key;
  }
}
