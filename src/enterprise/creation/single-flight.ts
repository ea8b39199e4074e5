/**
 * Merges identical concurrent work in this process, so that twenty copies of a request cost one transaction instead of
 * twenty that wait for each other's locks. Only an optimisation: across processes and restarts the unique key of the
 * table deduplicates.
 */
export class SingleFlight<T> {
  private readonly pending = new Map<string, Promise<T>>();

  /**
   * Joins the work of this name, or begins it. The work continues if the client that began it disconnects, since others
   * may need the result. A caller that joined gets no result if the work takes longer than `maxWaitMs`.
   */
  async run(name: string, begin: () => Promise<T>, maxWaitMs: number): Promise<{ result?: T; joined: boolean }> {
    const joined = this.pending.get(name);
    if (joined) return { joined: true, ...(await resultWithin(joined, maxWaitMs)) };
    const begun = begin().finally(() => this.pending.delete(name));
    this.pending.set(name, begun);
    return { joined: false, result: await begun };
  }
}

async function resultWithin<T>(work: Promise<T>, maxWaitMs: number): Promise<{ result?: T }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ result?: T }>((resolve) => (timer = setTimeout(() => resolve({}), maxWaitMs)));
  try {
    return await Promise.race([work.then((result) => ({ result })), late]);
  } finally {
    clearTimeout(timer);
  }
}
