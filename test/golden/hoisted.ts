import { sha256 } from '../../src/common/digest.js';

/** Shorter ones are easier to read in place. */
const WORTH_A_NAME = 100;

interface Part {
  times: number;
  /** The member where it occurs first. */
  readonly member: string;
}

/**
 * A document in which each part that occurs in it several times is written once, under `repeated`, and named where it
 * was: the served one has every header and error at every route, and a change of one of them would be a change of all.
 * A part's name is the member where it occurs, with a bit of its digest where that has several.
 */
export function hoisted(document: object): object {
  const parts = new Map<string, Part>();
  count(document, '', parts);
  const repeated = new Map([...parts].filter(([text, { times }]) => times > 1 && text.length >= WORTH_A_NAME));
  const members = [...repeated.values()].map(({ member }) => member);
  const several = new Set(members.filter((member, at) => members.indexOf(member) !== at));
  const written: Record<string, unknown> = {};
  const names = new Map<string, string>();

  const rewritten = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    const member = repeated.get(text)?.member;
    if (member === undefined) return inside(value);
    const known = names.get(text);
    if (known !== undefined) return known;
    // Of what is shown: a change within a part that has a name of its own changes no name around it.
    const part = inside(value);
    const digest = sha256(JSON.stringify(part)).slice(0, 6);
    const name = `-> ${several.has(member) ? `${member} ${digest}` : member}`;
    names.set(text, name);
    written[name] = part;
    return name;
  };
  const inside = (value: object): unknown =>
    Array.isArray(value)
      ? value.map(rewritten)
      : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rewritten(each)]));

  const rest = inside(document) as object;
  const byName = Object.entries(written).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...rest, repeated: Object.fromEntries(byName) };
}

function count(value: unknown, member: string, parts: Map<string, Part>): void {
  if (typeof value !== 'object' || value === null) return;
  const text = JSON.stringify(value);
  const known = parts.get(text);
  if (known) known.times += 1;
  // What is within a known part is written once with it.
  else {
    parts.set(text, { times: 1, member });
    for (const [name, each] of Object.entries(value)) count(each, Array.isArray(value) ? member : name, parts);
  }
}
