import { isId } from '../common/ids.js';
import type { LogPosition } from './audit-log.queries.js';

/** Six bytes are as many milliseconds as the ids have, and sixteen an id. */
const TIME_BYTES = 6;
const CURSOR_BYTES = TIME_BYTES + 16;

/** A position in a log as an opaque text. */
export function cursorAt({ at, id }: LogPosition): string {
  return Buffer.from(at.toString(16).padStart(2 * TIME_BYTES, '0') + id, 'hex').toString('base64url');
}

/** The position of a cursor; undefined for a text that is no cursor. */
export function positionAt(cursor: string): LogPosition | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length !== CURSOR_BYTES) return undefined;
  const place = { at: bytes.readUIntBE(0, TIME_BYTES), id: bytes.toString('hex', TIME_BYTES) };
  return isId(place.id) && cursorAt(place) === cursor ? place : undefined;
}
