import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../../clients/typescript/src/client.js';
import { AnswerCutter } from '../support/answer-cutter.js';
import { anEmail, aSubDomain } from '../support/scenes/factories.js';
import { testDatabases } from '../support/database/databases.js';
import { Stage } from '../support/scenes/stage.js';

/** What became of a number of creations whose first answers were lost. */
interface Outcome {
  readonly lost: number;
  /** Different ids that the client was given. */
  readonly given: number;
  /** Answers that called themselves a repetition. */
  readonly replayed: number;
  /** What lies in the database. */
  readonly made: number;
}

const AT_ONCE = 20;

/** A suite of so many creations of each kind whose answers are lost, on every database. */
export function describeCuts(count: number): void {
  describe.each(testDatabases())(`${count} creations by the client whose answers are lost, on $name`, (database) => {
    let stage: Stage;

    beforeAll(async () => {
      stage = await Stage.open(database);
      await stage.app.listen();
    });

    afterAll(() => stage.close());

    it.each(['enterprise', 'managed'] as const)('make one each, of the kind %s', async (kind) => {
      const outcome = await creationsCut(stage, kind, count);
      expect(outcome).toEqual({ lost: count, given: count, replayed: count, made: count });
    });
  });
}

/** Creations by the client, each of which loses its first answer behind the COMMIT; the client sends it again. */
async function creationsCut(stage: Stage, kind: 'enterprise' | 'managed', count: number): Promise<Outcome> {
  const { organization, token } = await stage.root();
  const cutter = await AnswerCutter.before(await stage.app.app.getUrl());
  const client = createClient({ baseUrl: cutter.url, token });
  const create = async () => {
    if (kind === 'enterprise') {
      const { data, isReplayed } = await client.POST('/api/v2/organization/{organizationId}/enterprise', {
        params: { path: { organizationId: organization.id } },
        body: { email: anEmail(), additionalAdmins: [] },
      });
      return { id: data.enterpriseId, isReplayed };
    }
    const { data, isReplayed } = await client.POST('/core/v1/organizations/{organization}/managed', {
      params: { path: { organization: organization.id } },
      body: { name: 'Acme', sub_domain: aSubDomain() },
    });
    return { id: data.organization.id, isReplayed };
  };
  try {
    const answers: { readonly id: string; readonly isReplayed: boolean }[] = [];
    let begun = 0;
    const lanes = Array.from({ length: AT_ONCE }, async () => {
      while (begun < count) {
        begun += 1;
        answers.push(await create());
      }
    });
    await Promise.all(lanes);
    const [table, column] = kind === 'enterprise' ? ['enterprises', 'organization_id'] : ['organizations', 'parent_id'];
    return {
      lost: cutter.lost,
      given: new Set(answers.map(({ id }) => id)).size,
      replayed: answers.filter(({ isReplayed }) => isReplayed).length,
      made: await stage.app.sql.count(table, `${column} = ?`, [organization.id]),
    };
  } finally {
    await cutter.close();
  }
}
