/** The form of the ids that events have (`newId`): a cursor that names anything else is none of ours. */
const EVENT_ID = /^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

/** Where a reader has come to, as a text that only says something to us. */
export function cursorAt(eventId: string): string {
  return Buffer.from(eventId, 'hex').toString('base64url');
}

/** The event that a cursor stands at; undefined for what is no cursor of ours. */
export function eventAt(cursor: string): string | undefined {
  const id = Buffer.from(cursor, 'base64url').toString('hex');
  return EVENT_ID.test(id) && cursorAt(id) === cursor ? id : undefined;
}
