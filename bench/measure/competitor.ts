import type { Candidate, Prepared } from '../candidates/candidate.js';
import type { ServerProcess } from '../machine/server-process.js';
import type { Target } from '../load/target.js';

/** A candidate that runs. */
export interface Competitor {
  readonly candidate: Candidate;
  readonly prepared: Prepared;
  readonly server: ServerProcess;
}

/** How it is called. */
export const targetOf = ({ prepared, server }: Competitor): Target => ({ ...prepared.target, port: server.port });
