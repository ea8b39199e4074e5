import type { TokenEnd } from '../../common/errors.js';

/** Says what has become of a token that can be used no more, and since when: `expired at 2026-11-29T12:00:00.000Z`. */
export function endSentence({ how, at }: TokenEnd): string {
  return `${how === 'expired' ? 'expired' : 'was revoked'} at ${new Date(at).toISOString()}`;
}
