import type { Answer, Call } from '../answers.js';
import type { Log } from '../scenes/audit-log.js';
import { type Feed, reading } from '../scenes/event-feed.js';

/** Sends a call to one of several processes, of which any may be dead. */
export type Sending = <Body>(call: Call, attempt: number) => Promise<Answer<Body>>;

/** Follows a feed by its cursor, whatever happens to processes and database: it asks again for what failed. */
export class FeedFollower {
  /** The ids of the events, as they came. */
  readonly read: string[] = [];
  private isStopped = false;

  constructor(
    private readonly send: Sending,
    readonly log: Log,
    private readonly token: string,
  ) {}

  /** Has the follower end once nothing is left to read. */
  stop(): void {
    this.isStopped = true;
  }

  /** @throws where the feed refuses what a reader who does as it is documented cannot have done wrong */
  async follow(): Promise<void> {
    let after = '';
    for (let attempt = 0; ; attempt++) {
      const isLast = this.isStopped;
      const page = await this.page(`?limit=50&wait=${isLast ? 0 : 2}${after}`, attempt);
      if (!page) continue;
      this.read.push(...page.events.map(({ id }) => id));
      after = `&after=${page.after}`;
      if (isLast && !page.more) return;
    }
  }

  private async page(query: string, attempt: number): Promise<Feed | undefined> {
    const answer = await this.send<Feed>(reading(this.log, this.token, query), attempt).catch(() => undefined);
    if (answer?.status === 200) return answer.body;
    if (answer && answer.status < 500) throw new Error(`The feed answers ${answer.status}: ${answer.text}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return undefined;
  }
}
