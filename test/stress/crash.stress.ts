import { said, type Call } from '../support/answers.js';
import { mariadbOn } from '../support/database/databases.js';
import { figures } from '../support/scenes/figures.js';
import { createEnterprise, Installation, tally } from '../support/scenes/installation.js';
import { PrivateMariaDb } from '../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../support/database/private-mariadb.js';
import { openSql } from '../support/database/sql.js';
import { race } from '../support/until.js';

const CALLERS = 24;
const KEYS = 1_000;
const CALLS = 2 * KEYS;
const KILLS = 3;

// A good client repeats what was not answered, with the same key, until it is: then every key has its enterprise, once.
describeWithPrivateMariaDb('a MariaDB that is killed again and again under load', () => {
  it('has in the end one enterprise for each key, with the ids that were answered', async () => {
    const server = await PrivateMariaDb.start();
    const installation = await Installation.open(mariadbOn(server), { REQUEST_DEADLINE_MS: '3000' });
    const root = await installation.make.root();
    const token = await installation.make.organizationToken(root);
    const heard: string[] = [];
    const ids = new Map<string, string>();
    let next = 0;
    let killing: Promise<void> = Promise.resolve();

    async function untilAnswered(number: number, call: Call): Promise<string> {
      for (let attempt = 0; ; attempt++) {
        const answer = await installation.call(number + attempt, call);
        heard.push(said(answer));
        if (answer.status === 200) return answer.body.enterpriseId!;
        expect([409, 503]).toContain(answer.status);
      }
    }

    await race(CALLERS, async (number) => {
      for (let mine = next++; mine < CALLS; mine = next++) {
        if (mine > 0 && mine % (CALLS / (KILLS + 1)) === 0) {
          killing = killing.then(() => server.kill()).then(() => server.restart());
        }
        const key = `key-${mine % KEYS}`;
        const call = createEnterprise(root, token, { idempotencyKey: key, email: `${key}@example.com` });
        const id = await untilAnswered(number, call);
        expect(ids.get(key) ?? id).toBe(id);
        ids.set(key, id);
      }
    });
    await killing;

    figures('a MariaDB that is killed', { keys: ids.size, ...tally(heard) });
    const sql = await openSql(installation.fresh.env);
    const rows = await sql.rows('SELECT id FROM enterprises WHERE organization_id = ?', [root.id]);
    expect(rows.map(({ id }) => id).sort()).toEqual([...ids.values()].sort());
    expect(ids.size).toBe(KEYS);
    expect(await sql.count('users')).toBe(KEYS);
    expect(await sql.count('audit_events', "action = 'enterprise.created'")).toBe(KEYS);
    await sql.close();
    await Promise.all(installation.processes.map((each) => each.stop()));
    await installation.app.app.close();
    await server.stop();
  });
});
