/** One piece of work that several callers wait for. */
interface Flight<T> {
  readonly landing: Promise<T>;
}

/**
 * Identical work under way in this process, so that twenty copies of a request cost one transaction and not twenty
 * that wait for each other's lock. It is an economy only: across processes, and after a restart, the unique key of
 * the table is what makes one of many.
 */
export class SingleFlight<T> {
  private readonly underWay = new Map<string, Flight<T>>();

  /**
   * Joins the work under this name, or begins it.
   *
   * It goes on when the caller who began it has left: the others still want its result. Whoever joined gets
   * undefined when it has not landed within `patienceMs`.
   */
  async run(name: string, begin: () => Promise<T>, patienceMs: number): Promise<{ result?: T; joined: boolean }> {
    const flight = this.underWay.get(name);
    if (flight) return { joined: true, ...(await landed(flight.landing, patienceMs)) };
    const landing = begin().finally(() => this.underWay.delete(name));
    this.underWay.set(name, { landing });
    return { joined: false, result: await landing };
  }
}

async function landed<T>(landing: Promise<T>, patienceMs: number): Promise<{ result?: T }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ result?: T }>((resolve) => (timer = setTimeout(() => resolve({}), patienceMs)));
  try {
    return await Promise.race([landing.then((result) => ({ result })), late]);
  } finally {
    clearTimeout(timer);
  }
}
