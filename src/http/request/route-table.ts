import findMyWay from 'find-my-way';

const ROUTER = { ignoreTrailingSlash: true, maxParamLength: 512 } as const;

/** How the router compares paths; the table below must do the same, or it would find other routes. */
export const ROUTER_OPTIONS: Readonly<typeof ROUTER> = ROUTER;

/**
 * The methods of a path. Fastify answers 404 to a wrong method and has no look-up; this is a second router, only for
 * look-ups.
 */
export class RouteTable {
  private readonly router = findMyWay(ROUTER_OPTIONS);
  private readonly methods = new Set<string>();
  private readonly added: { readonly method: string; readonly path: string }[] = [];

  add(methods: string | readonly string[], path: string): void {
    for (const method of typeof methods === 'string' ? [methods] : methods) {
      // A preflight route exists beside every path and is none of the methods that the path takes.
      if (method === 'OPTIONS') continue;
      this.methods.add(method);
      if (method !== 'HEAD') this.added.push({ method, path });
      this.router.on(method as findMyWay.HTTPMethod, path, () => undefined);
    }
  }

  /** Every route but preflights and the HEAD beside each GET, its path in the router's form: `/api/v2/user/:id`. */
  get routes(): readonly { readonly method: string; readonly path: string }[] {
    return this.added;
  }

  /** The methods a path takes, in the order of their first route; none where nothing is routed. */
  methodsAt(path: string): string[] {
    return [...this.methods].filter((method) => this.router.find(method as findMyWay.HTTPMethod, path) !== null);
  }
}
