import { said, type Answer, type Call } from '../answers.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { AppProcess } from '../processes.js';
import type { Sql } from '../database/sql.js';
import { type Body, createEnterprise } from './installation.js';
import { aKey } from './factories.js';

/** What came of the creations of a load: how often each word was heard, and each id that was answered. */
export interface Heard {
  readonly words: Record<string, number>;
  /** The enterprise of each key, as it was answered. */
  readonly ids: Map<string, string>;
  /** Answers that named another enterprise than an earlier one for the same key. */
  readonly contradictions: string[];
}

/**
 * Callers who create enterprises, one after another, through several processes in turn, and repeat a call with its key
 * until it is answered, as a good client does. So no outcome stays unknown.
 */
export class Load {
  readonly heard: Heard = { words: {}, ids: new Map(), contradictions: [] };
  private readonly callers: Promise<void>[] = [];
  private goesOn = true;
  private isAbandoned = false;
  private answeredAt = performance.now();
  private longestMs = 0;
  /** How long the slowest call took, whatever came of it. */
  slowestMs = 0;

  constructor(
    private readonly processes: () => readonly AppProcess[],
    private readonly organization: Organization,
    private readonly token: string,
  ) {}

  start(callers: number): this {
    for (let caller = 0; caller < callers; caller++) this.callers.push(this.call(caller));
    return this;
  }

  get created(): number {
    return this.heard.ids.size;
  }

  /** The longest time without a write that was answered, since the last look. */
  gap(): number {
    const longest = Math.round(Math.max(this.longestMs, performance.now() - this.answeredAt));
    this.longestMs = 0;
    return longest;
  }

  /** No new calls; waits until each that is open has been answered. */
  async end(): Promise<void> {
    this.goesOn = false;
    await Promise.all(this.callers);
  }

  /** Ends without an answer to what is open, which may never get one. */
  abandon(): Promise<void> {
    this.isAbandoned = true;
    return this.end();
  }

  /** What the database lacks of what was answered, and what it has that was not. */
  async differences(sql: Sql): Promise<{ lost: string[]; unknown: string[] }> {
    const rows = await sql.rows('SELECT id FROM enterprises WHERE organization_id = ?', [this.organization.id]);
    const present = new Set(rows.map(({ id }) => String(id)));
    const answered = new Set(this.heard.ids.values());
    return {
      lost: [...answered].filter((id) => !present.has(id)),
      unknown: [...present].filter((id) => !answered.has(id)),
    };
  }

  private async call(caller: number): Promise<void> {
    for (let turn = caller; this.goesOn; turn++) {
      const key = aKey();
      const json = { idempotencyKey: key, email: `${key}@example.com` };
      await this.untilDone(turn, key, createEnterprise(this.organization, this.token, json));
    }
  }

  private async untilDone(turn: number, key: string, call: Call): Promise<void> {
    for (let attempt = turn; !this.isAbandoned; attempt++) {
      const answer = await this.once(attempt, call);
      const word = answer === undefined ? 'no answer' : said(answer);
      this.heard.words[word] = (this.heard.words[word] ?? 0) + 1;
      const id = answer?.status === 200 ? answer.body.enterpriseId : undefined;
      if (id !== undefined) return this.done(key, id);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private async once(attempt: number, call: Call): Promise<Answer<Body> | undefined> {
    const processes = this.processes();
    const began = performance.now();
    try {
      return await processes[attempt % processes.length]!.call<Body>(call);
    } catch {
      return undefined;
    } finally {
      this.slowestMs = Math.max(this.slowestMs, Math.round(performance.now() - began));
    }
  }

  private done(key: string, id: string): void {
    const now = performance.now();
    this.longestMs = Math.max(this.longestMs, now - this.answeredAt);
    this.answeredAt = now;
    const before = this.heard.ids.get(key) ?? id;
    if (before !== id) this.heard.contradictions.push(key);
    this.heard.ids.set(key, id);
  }
}
