import { type Competitor, targetOf } from './competitor.js';
import type { Finding } from './figures.js';
import type { Bench } from './rounds.js';

const CLIENTS = 64;
const LIMIT = 200;
const ATTEMPTS = 300;

/** 64 clients race for the last places under an organization with a limit: so many are created, and no more. */
export async function limitFinding(bench: Bench, competitor: Competitor): Promise<Finding> {
  const { prepared } = competitor;
  const target = targetOf(competitor);
  const organization = target.organizations.at(-1)!;
  const before = await prepared.count!('children', organization);
  await prepared.limit!(organization, before + LIMIT);
  const streams = [{ name: 'limit', connections: CLIENTS } as const];
  const job = { target: { ...target, organizations: [organization] }, streams, limit: { calls: ATTEMPTS } };
  const [result] = (await bench.load.run(job)).streams;
  const made = (await prepared.count!('children', organization)) - before;
  await prepared.limit!(organization, null);
  const { '201': created = 0, '422': refused = 0 } = result!.statuses;
  const failed = sum(result!.failures);
  return {
    what: 'limit',
    value: made,
    unit: 'created',
    detail: `limit ${LIMIT}: of ${ATTEMPTS} calls ${created} were answered 201, ${refused} 422, ${failed} failed; ${made} were created`,
    isRight: made === LIMIT && created === LIMIT && refused === ATTEMPTS - LIMIT && failed === 0,
  };
}

/** 64 clients send one and the same creation at the same time, in each round with another key. */
export async function identicalFinding(bench: Bench, competitor: Competitor): Promise<Finding> {
  const { prepared } = competitor;
  const target = targetOf(competitor);
  const organization = target.organizations.at(-1)!;
  const before = await prepared.count!('enterprises', organization);
  const own = { ...target, organizations: [organization], admins: [target.admins.at(-1)!] };
  let [answers, failed, seconds] = [0, 0, 0];
  for (let round = 0; round < bench.options.rounds; round++) {
    const streams = [{ name: 'identical', connections: CLIENTS } as const];
    const result = await bench.load.run({ target: own, streams, limit: { calls: CLIENTS } });
    answers += result.streams[0]!.answers;
    failed += sum(result.streams[0]!.failures);
    seconds += result.seconds;
  }
  const made = (await prepared.count!('enterprises', organization)) - before;
  const { rounds } = bench.options;
  return {
    what: 'identical',
    value: (seconds / rounds) * 1_000,
    unit: 'ms',
    detail: `${rounds} times ${CLIENTS} identical calls: ${answers} right answers, ${failed} failed, ${made} enterprises`,
    isRight: made === rounds && answers === rounds * CLIENTS && failed === 0,
  };
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((all, n) => all + n, 0);
