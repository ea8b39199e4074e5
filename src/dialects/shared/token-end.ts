import type { TokenEnd } from '../../common/errors.js';

/** What has ended a token, and when: `expired at 2026-11-29T12:00:00.000Z`. */
export function endSentence({ how, at }: TokenEnd): string {
  return `${how === 'expired' ? 'expired' : 'was revoked'} at ${new Date(at).toISOString()}`;
}
