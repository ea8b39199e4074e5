import { userInfo } from 'node:os';
import type { CallContext } from '../../common/call-context.js';
import { CallAbort } from '../../common/call-signal.js';
import { newId } from '../../common/ids.js';

const PATIENCE_MS = 60_000;
/** The audit's column for who acted has 255 characters. */
const MAX_ACTOR = 255;

/** The operator at the shell, with a minute for what the command does. */
export function operator(): CallContext {
  return {
    requestId: newId(),
    actor: { kind: 'system', name: `cli:${systemUser()}`.slice(0, MAX_ACTOR) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
}

/** In a container the process may run as a number that no user has. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}

/** The same for work that takes as long as the database is large: an interrupt ends it. */
export function operatorWithoutDeadline(): CallContext {
  return { ...operator(), signal: new CallAbort() };
}
