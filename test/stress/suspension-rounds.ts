import { said } from '../support/answers.js';
import type { Organization } from '../../src/organization/organization.js';
import { create, type Installation, type Kind } from '../support/scenes/installation.js';
import { until } from '../support/until.js';

export interface Storm {
  readonly rounds: number;
  /** Callers that create one after another until they are refused. */
  readonly workers: number;
  readonly kinds: readonly Kind[];
}

/** What the rounds have seen; `late` are rows that became visible after a suspension had been answered. */
export interface Seen {
  rounds: number;
  created: number;
  refused: number;
  late: number;
  readonly others: string[];
}

/**
 * Rounds in which everybody creates under a grandchild while it, its parent or its grandparent is suspended in turn.
 * The rows that are there when the suspension is answered are compared with those that are there when everybody has
 * been refused, both seen from a connection of the test's own. Then the suspension is lifted, and the next round is
 * begun by the same callers.
 */
export async function suspensionRounds(here: Installation, { rounds, workers, kinds }: Storm): Promise<Seen> {
  const seen: Seen = { rounds: 0, created: 0, refused: 0, late: 0, others: [] };
  const line = await here.make.lineage(3);
  const organization = line[2]!;
  const token = await here.make.organizationToken(organization);
  const present = () => rowsOf(here, organization);

  for (; seen.rounds < rounds; seen.rounds++) {
    const before = seen.created;
    const enough = before + 1 + (seen.rounds % workers);
    const working = Array.from({ length: workers }, (_, number) =>
      untilRefused(here, seen, number, () => create(kinds[number % kinds.length]!, organization, token)),
    );
    await until('the round has begun', () => seen.created >= enough, { every: 1 });
    const level = line[seen.rounds % line.length]!;
    await here.make.suspend(level);
    const atTheAnswer = await present();
    await Promise.all(working);
    seen.late += (await present()) - atTheAnswer;
    await here.make.unsuspend(level);
  }
  return seen;
}

async function untilRefused(
  here: Installation,
  seen: Seen,
  number: number,
  call: () => ReturnType<typeof create>,
): Promise<void> {
  for (;;) {
    const answer = await here.call(number, call());
    if (answer.status < 300) {
      seen.created++;
      continue;
    }
    if (answer.status === 403) seen.refused++;
    else seen.others.push(said(answer));
    return;
  }
}

async function rowsOf({ sql }: Installation, { id }: Organization): Promise<number> {
  const [row] = await sql.rows(
    `SELECT (SELECT COUNT(*) FROM enterprises WHERE organization_id = ?)
      + (SELECT COUNT(*) FROM organizations WHERE parent_id = ?) AS n`,
    [id, id],
  );
  return Number(row?.n);
}
