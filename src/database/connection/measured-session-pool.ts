import type { CallSignal } from '../../common/call-signal.js';
import type { Metrics } from '../../observability/metrics/metrics.js';
import type { Session, SessionPool } from '../session.js';

/** A pool whose sessions and waits are counted. It is put in front of one only where metrics are enabled. */
export class MeasuredSessionPool implements SessionPool {
  private waiting = 0;
  private busy = 0;

  /** @param size how many sessions the pool has at most */
  constructor(
    private readonly pool: SessionPool,
    private readonly metrics: Metrics,
    size: number,
  ) {
    const max = [{ value: size }];
    metrics.gauge('tenantry_database_sessions_max', 'Sessions of the pool at most; 1 on SQLite', [], () => max);
    metrics.gauge('tenantry_database_sessions_busy', 'Sessions that are in use', [], () => [{ value: this.busy }]);
    metrics.gauge('tenantry_database_sessions_waiting', 'Work that waits for a session', [], () => [
      { value: this.waiting },
    ]);
  }

  async withSession<T>(signal: CallSignal, work: (session: Session) => Promise<T>): Promise<T> {
    const askedAt = performance.now();
    let waits = true;
    const waited = () => {
      waits = false;
      this.waiting--;
      this.metrics.sessionWait((performance.now() - askedAt) / 1_000);
    };
    this.waiting++;
    try {
      return await this.pool.withSession(signal, async (session) => {
        waited();
        this.busy++;
        try {
          return await work(session);
        } finally {
          this.busy--;
        }
      });
    } finally {
      // The pool has refused: the wait was in vain, and as long as it was.
      if (waits) waited();
    }
  }
}
