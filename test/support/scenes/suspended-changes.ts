import { expect } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import { said, type Call } from '../answers.js';
import { type Installation, tally } from './installation.js';
import { until } from '../until.js';

const ROUNDS = 40;
const WORKERS = 9;

interface SuspendedChanges {
  /** An organization, and those above it, root first. The change is about the last one. */
  readonly line: readonly Organization[];
  /** Each is sent by the workers whose number it has, with the number of changes until then. */
  readonly calls: readonly ((count: number) => Call)[];
  /** What the calls change. */
  readonly present: () => Promise<unknown>;
  /** A refusal after which a worker goes on: it has nothing to do with a suspension. */
  readonly passing?: string;
  readonly afterRound?: () => Promise<unknown>;
}

/**
 * Rounds in which workers change until they are refused, while the organizations of a line are suspended in turn. Nothing
 * may change after a suspension was answered.
 */
export async function expectNoChangeAfterSuspension(
  here: Installation,
  { line, calls, present, passing, afterRound }: SuspendedChanges,
): Promise<void> {
  let done = 0;
  const refusals: string[] = [];
  const work = async (number: number): Promise<void> => {
    for (;;) {
      const answer = await here.call(number, calls[number % calls.length]!(done));
      if (answer.status === 200) done++;
      else if (said(answer) !== passing) return void refusals.push(said(answer));
    }
  };
  for (let round = 0; round < ROUNDS; round++) {
    const enough = done + 1 + (round % WORKERS);
    const working = Array.from({ length: WORKERS }, (_, number) => work(number));
    await until('the round has begun', () => done >= enough, { every: 1 });
    const level = line[round % line.length]!;
    await here.make.suspend(level);
    const atTheAnswer = await present();
    await Promise.all(working);
    expect(await present()).toEqual(atTheAnswer);
    await here.make.unsuspend(level);
    await afterRound?.();
  }
  expect(tally(refusals)).toEqual({ '403 organization_suspended': ROUNDS * WORKERS });
}
