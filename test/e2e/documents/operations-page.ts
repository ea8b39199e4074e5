import { readFileSync } from 'node:fs';

/** What is to be typed of a page, and what the text below it promises to be seen. */
export interface Block {
  readonly language: 'sh' | 'sql';
  readonly code: string;
  /** In the order of the text; `…` is anything, and an id is any id. */
  readonly promised: readonly RegExp[];
}

const FENCE = /^( *)```(\w*)\n([^]*?)^\1```$/gm;
/** A sentence ends with a full stop outside of code, or as the end of code. */
const PROMISE = /(?:You should see|It prints)((?:`[^`]*[^`.]`|[^`.])*(?:`[^`]*\.`)?)/g;

/** The commands of a section of a page of docs/operations, in their order. */
export function blocksOf(page: string, section: string): Block[] {
  const text = readFileSync(`docs/operations/${page}.md`, 'utf8');
  // A line of one `#` alone is a comment of a command, but for the first.
  const parts = text.replace(/^# /, '').split(/^## /m);
  const found = parts.find((part) => part.startsWith(`${section}\n`));
  if (found === undefined) throw new Error(`${page}.md has no section "${section}"`);
  const fences = [...found.matchAll(FENCE)];
  return fences.flatMap(([whole, indent, language, code], index) => {
    if (language !== 'sh' && language !== 'sql') return [];
    const until = fences[index + 1]?.index ?? found.length;
    const prose = found.slice(fences[index]!.index + whole.length, until);
    return [{ language, code: code!.replaceAll(`\n${indent}`, '\n').trim(), promised: promisesIn(prose) }];
  });
}

function promisesIn(prose: string): RegExp[] {
  const sentences = [...prose.replace(/\s+/g, ' ').matchAll(PROMISE)].map(([, rest]) => rest!);
  return sentences.flatMap((sentence) => [...sentence.matchAll(/`([^`]+)`/g)].map(([, span]) => pattern(span!)));
}

function pattern(span: string): RegExp {
  const parts = span.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('[^]*?').replace(/[0-9a-f]{32}/g, '[0-9a-f]{32}'));
}
