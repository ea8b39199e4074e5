/** The `data` of an event. */
export type Data = Readonly<Record<string, unknown>>;

/** A row of the table of types in docs/events.md. */
export interface DocumentedEvent {
  readonly type: string;
  readonly when: string;
  readonly subject: string;
  /** One of each form that its `data` may have. */
  readonly examples: readonly Data[];
}

export function documentedEvents(page: string): DocumentedEvent[] {
  const rows = page.matchAll(/^\| `(\w+\.\w+)` +\| (.+?) +\| `(\w+)` +\| (`\{.*\}`) +\|$/gm);
  return [...rows].map(([, type, when, subject, data]) => ({
    ...{ type: type!, when: when!, subject: subject! },
    examples: [...data!.matchAll(/`([^`]+)`/g)].map(([, example]) => JSON.parse(example!) as Data),
  }));
}

/** Whether two have the same members of the same kinds; what may be null has a kind of its own where it is not. */
export function isOfForm(data: Data, example: Data): boolean {
  const names = Object.keys(example);
  return Object.keys(data).length === names.length && names.every((name) => isOfKind(data[name], example[name]));
}

function isOfKind(value: unknown, example: unknown): boolean {
  return value === null || (value !== undefined && (example === null || kindOf(value) === kindOf(example)));
}

function kindOf(value: unknown): string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value) ? 'id' : typeof value;
}
