import { isId } from '../common/ids.js';
import type { LogPlace } from './audit-page.js';

/** Six bytes are as many milliseconds as the ids have, and sixteen an id. */
const TIME_BYTES = 6;
const CURSOR_BYTES = TIME_BYTES + 16;

/** Where a reader has come to, as a text that only says something to us. */
export function cursorAt({ at, id }: LogPlace): string {
  return Buffer.from(at.toString(16).padStart(2 * TIME_BYTES, '0') + id, 'hex').toString('base64url');
}

/** The place that a cursor names; undefined for what is no cursor of ours. */
export function placeAt(cursor: string): LogPlace | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length !== CURSOR_BYTES) return undefined;
  const place = { at: bytes.readUIntBE(0, TIME_BYTES), id: bytes.toString('hex', TIME_BYTES) };
  return isId(place.id) && cursorAt(place) === cursor ? place : undefined;
}
