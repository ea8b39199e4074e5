import type { TestApp } from '../support/harness.js';
import { type Answer, answer, type Call, wire } from '../support/answers.js';

/** Headers of an answer that say nothing of the contract, or something else each time. */
const PASSED_OVER = new Set(['connection', 'content-length', 'date']);

/** So many elements of a list are shown. */
const SHOWN = 3;

/** A body of more characters is another golden file's, or has its members alone. */
const LONG = 20_000;

/** Sends a call as it is, for answers that the document does not have, too. */
export async function sent({ app }: Pick<TestApp, 'app'>, call: Call): Promise<Answer<unknown>> {
  const { headers, payload } = wire(call);
  const response = await app.inject({ method: call.method, url: call.url, headers, payload });
  return answer(response.statusCode, Object.entries(response.headers), response.payload);
}

/**
 * What went over the wire, in the manner of `curl -v`, with a name for everything that is another each time. Names are
 * numbered in each exchange from 1, so that one more exchange changes no other.
 */
export function transcript(title: string, call: Call, answered: Answer<unknown>): string {
  const asked = [
    `> ${call.method} ${call.url}`,
    ...Object.entries(call.headers ?? {}).map(([name, value]) => `> ${name}: ${value}`),
    ...(call.json === undefined ? [] : [`> ${JSON.stringify(call.json)}`]),
  ];
  const headers = Object.entries(answered.headers).filter(([name]) => !PASSED_OVER.has(name));
  const lines = headers.map(([name, value]) => `< ${name}: ${name === 'etag' ? '<etag>' : value}`).sort();
  const said = [`< ${answered.status}`, ...lines, ...bodyOf(answered)];
  return [`-- ${title}`, nameless([...asked, ...said].join('\n'))].join('\n');
}

function bodyOf({ body, text }: Answer<unknown>): string[] {
  if (text === '') return [];
  if (body === undefined) return ['<a text>'];
  const isLong = text.length > LONG && typeof body === 'object' && body !== null;
  return [JSON.stringify(isLong ? Object.keys(body) : shortened(body), null, 2)];
}

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shown = value.slice(0, SHOWN).map(shortened);
    return value.length > SHOWN ? [...shown, `and ${value.length - SHOWN} more`] : shown;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member)]));
}

/** What is new in each run, and its placeholder; those of one form are distinguished by a number. */
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/tnt_[0-9A-Za-z]{46}/g, 'secret'],
  [/whsec_[\w+/]{43}=/g, 'webhook secret'],
  [/\b[a-z]+-[0-9a-f]{10}@example\.com/g, 'email'],
  [/\b(?:root|managed|org)-[0-9a-f]{10}\b/g, 'sub-domain'],
  [/\b0[0-9a-f]{11}7[0-9a-f]{3}[89ab][0-9a-f]{15}\b/g, 'id'],
  [/\b[0-9a-f]{24}\b/g, 'key'],
  [/(?<="(?:next_cursor|after|oldest)": ")[\w-]+/g, 'cursor'],
];

/** Two times may be one in this run and two in the next. */
const TIMES: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'],
  [/\b1[6-9]\d{11}\b/g, '<milliseconds>'],
  [/\b1[6-9]\d{8}\b/g, '<seconds>'],
];

function nameless(text: string): string {
  const named = NAMED.reduce((whole, [form, kind]) => {
    const numbers = new Map<string, number>();
    return whole.replace(form, (value) => {
      const number = numbers.get(value) ?? numbers.size + 1;
      numbers.set(value, number);
      return `<${kind} ${number}>`;
    });
  }, text);
  return TIMES.reduce((whole, [form, name]) => whole.replace(form, name), named);
}
