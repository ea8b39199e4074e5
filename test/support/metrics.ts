import { MetricsServer } from '../../src/metrics/metrics-server.js';
import type { TestApp } from './harness.js';

/** What one scrape has given. */
export class Scrape {
  constructor(readonly text: string) {}

  /** The sum of the series of this name that have these labels; undefined where there is none. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
    const values = this.series(name)
      .filter(({ labels: has }) => Object.entries(labels).every(([label, value]) => has[label] === value))
      .map(({ value }) => value);
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  }

  /** Every series of this name. */
  series(name: string): { readonly labels: Record<string, string>; readonly value: number }[] {
    const lines = this.text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
    return lines.map((line) => ({
      labels: Object.fromEntries([...line.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label!, value!])),
      value: Number(line.slice(line.lastIndexOf(' ') + 1)),
    }));
  }
}

/** Scrapes a URL. */
export async function scrape(url: string): Promise<Scrape> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}.`);
  return new Scrape(await response.text());
}

/** Has an application listen for scrapes on a free port; its `METRICS_PORT` must be set. Gives the URL to scrape. */
export function listenForScrapes({ app }: TestApp): Promise<string> {
  return app.get(MetricsServer).listen(0, '127.0.0.1');
}
