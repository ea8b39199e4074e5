import type { Answer, Call } from '../../support/answers.js';
import type { Body } from '../../support/scenes/installation.js';
import type { Operation, Place } from './operations.js';
import { growth, type RowCounts } from './row-counts.js';

const MAX_ATTEMPTS = 5;

/** One fault at one place of an operation. */
export interface Case<Fault> {
  /** The number of what passes, from 0, that it meets. */
  readonly at: number;
  readonly what: string;
  readonly fault: Fault;
}

/** What passes between a service and its database: trips, or statements. */
export interface Line<Fault> {
  /** Writes down from now on what passes; the fault meets what passes at its place, once. */
  begin(fault?: Case<Fault>): void;
  /** Ends that. @returns what has passed */
  end(): readonly string[];
}

/** A service with its database, and what is seen of both. */
export interface Swept<Fault> {
  readonly line: Line<Fault>;
  readonly place: Place;
  call(call: Call): Promise<Answer<Body>>;
  count(): Promise<RowCounts>;
  /** Waits until no statement is under way, and the service may be called again. */
  quiet(): Promise<void>;
}

/** The status of an answer. */
type Heard = number | 'no answer';

/** A fault after which an operation was not there once and whole. */
export interface Wrong {
  readonly at: number;
  readonly what: string;
  readonly answers: readonly Heard[];
  readonly grown: RowCounts;
}

export interface SweepResult {
  /** How much passes without a fault. */
  readonly passes: number;
  readonly faults: number;
  /** How often each was answered, also to calls that were repeated then. */
  readonly heard: Readonly<Record<string, number>>;
  readonly wrong: readonly Wrong[];
}

/**
 * Does an operation once for each fault at each place of it. The client repeats what it is answered to repeat, and what is
 * not answered. In the end the operation must be there once and whole, as without the fault.
 * @param casesOf the faults, by what passes without one
 */
export async function sweep<Fault>(
  at: Swept<Fault>,
  operation: Operation,
  casesOf: (passed: readonly string[]) => readonly Case<Fault>[],
): Promise<SweepResult> {
  await run(at, operation);
  const well = await run(at, operation);
  if (!(Number(well.status) < 300))
    throw new Error(`"${operation.name}" is answered ${well.status} without any fault.`);
  const cases = casesOf(well.passed);
  const heard: Record<string, number> = {};
  const wrong: Wrong[] = [];
  for (const each of cases) {
    const { answers, grown } = await run(at, operation, each);
    for (const answer of answers) heard[answer] = (heard[answer] ?? 0) + 1;
    const isDone = JSON.stringify(grown) === JSON.stringify(well.grown);
    if (!isDone || !isFitting(answers, well.status)) wrong.push({ at: each.at, what: each.what, answers, grown });
  }
  return { passes: well.passed.length, faults: cases.length, heard, wrong };
}

/** What one call changes, and what passes for it. */
async function run<Fault>(at: Swept<Fault>, operation: Operation, fault?: Case<Fault>) {
  const call = await operation.prepare(at.place);
  const before = await at.count();
  at.line.begin(fault);
  const answers = await asAClient(at, call);
  const passed = at.line.end();
  await at.quiet();
  return { answers, status: answers.at(-1)!, grown: growth(before, await at.count()), passed };
}

/** Repeats the call while it is not answered, or answered that it should be: by 503, and by 409 while its key is in progress. */
async function asAClient<Fault>(at: Swept<Fault>, call: Call): Promise<Heard[]> {
  const answers: Heard[] = [];
  for (let goesOn = true; goesOn && answers.length < MAX_ATTEMPTS;) {
    const answer = await at.call(call).catch(() => undefined);
    answers.push(answer?.status ?? 'no answer');
    goesOn = answer === undefined || answer.headers['retry-after'] !== undefined;
  }
  return answers;
}

/** A repeated call without a key may find in the end that what it creates is there, or what it ends is gone. */
function isFitting(answers: readonly Heard[], well: Heard): boolean {
  const last = answers.at(-1)!;
  const isAnswered = last === well || (last !== 'no answer' && last >= 400 && last < 500);
  return isAnswered && answers.slice(0, -1).every((each) => ['no answer', 409, 503].includes(each));
}
