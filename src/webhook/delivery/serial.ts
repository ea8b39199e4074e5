/**
 * Does one piece of work after the other. Deliveries share one connection to the database in this way, however many are
 * under way, and leave the others to requests.
 */
export class Serial {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work, work);
    this.last = done.catch(() => undefined);
    return done;
  }
}
