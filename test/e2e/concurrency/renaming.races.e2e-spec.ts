import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Organization } from '../../../src/organization/organization.js';
import { said, type Call } from '../../support/answers.js';
import { describeOnMariaDb, testDatabases } from '../../support/database/databases.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import { createManaged, Installation, tally } from '../../support/scenes/installation.js';
import { ProxiedApp } from '../../support/proxied-app.js';
import { race, until } from '../../support/until.js';

const rename = ({ id }: Organization, token: string, sub_domain: string): Call => ({
  method: 'PATCH',
  url: `/core/v1/organizations/${id}`,
  token,
  json: { sub_domain },
});
const TAKEN = ['Sub domain has already been taken'];

describe.each(testDatabases())('renaming and creating at once on $name', (database) => {
  let here: Installation;

  beforeAll(async () => {
    here = await Installation.open(database);
  });

  afterAll(() => here.close());

  const holders = (subDomain: string) =>
    here.sql.rows('SELECT id FROM organizations WHERE sub_domain = ?', [subDomain]);

  // Protects assertNotRetired in both creations and in the renaming: a creation that comes behind a renaming finds the
  // sub-domain free in its unique key.
  it('never issues a sub-domain that is being given up, whatever caller requests it and when', async () => {
    const operator = await here.make.operatorToken();
    for (let round = 0; round < 8; round++) {
      const [renamed, other] = [await here.make.root(), await here.make.root()];
      const old = renamed.subDomain;
      const requests: Call[] = [
        createManaged(other, operator, { sub_domain: old }),
        rename(renamed, operator, aSubDomain()),
        createManaged(other, operator, { sub_domain: old }),
        { ...createManaged(other, operator, { sub_domain: old }), url: '/core/v1/organizations' },
        rename(other, operator, old),
        createManaged(other, operator, { sub_domain: old }),
      ];
      const answers = await race(requests.length, (number) => here.call(number, requests[number]!));
      expect(tally(answers.map(said))).toEqual({ '200': 1, '422 validation_error': 5 });
      for (const { status, body } of answers) {
        if (status === 422) expect(body).toMatchObject({ error: { detail: { errors: TAKEN } } });
      }
      expect(await holders(old)).toEqual([]);
      for (const request of [requests[0]!, requests[3]!, requests[4]!]) {
        expect(said(await here.call(round, request))).toBe('422 validation_error');
      }
    }
  });

  it('lets one of many have a new sub-domain, and the others keep theirs', async () => {
    const operator = await here.make.operatorToken();
    const organizations = await Promise.all(Array.from({ length: 8 }, () => here.make.root()));
    const wanted = aSubDomain();
    const answers = await race(8, (number) => here.call(number, rename(organizations[number]!, operator, wanted)));
    expect(tally(answers.map(said))).toEqual({ '200': 1, '422 validation_error': 7 });
    const winner = organizations[answers.findIndex(({ status }) => status === 200)]!;
    expect(await holders(wanted)).toEqual([{ id: winner.id }]);
    for (const { id, subDomain } of organizations.filter((one) => one !== winner)) {
      expect(await holders(subDomain)).toEqual([{ id }]);
      expect(await here.sql.count('retired_sub_domains', 'sub_domain = ?', [subDomain])).toBe(0);
    }
    expect(await here.sql.count('retired_sub_domains', 'organization_id = ?', [winner.id])).toBe(1);
  });

  it('lets two exchange nothing: what each gives up is not for the other', async () => {
    const operator = await here.make.operatorToken();
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await here.make.root(), await here.make.root()];
      const answers = await Promise.all([
        here.call(0, rename(a, operator, b.subDomain)),
        here.call(1, rename(b, operator, a.subDomain)),
      ]);
      expect(tally(answers.map(said))).toEqual({ '422 validation_error': 2 });
      expect([await holders(a.subDomain), await holders(b.subDomain)]).toEqual([[{ id: a.id }], [{ id: b.id }]]);
    }
  });
});

describeOnMariaDb('a creation that waits for a renaming', (database) => {
  let here: ProxiedApp;

  beforeAll(async () => {
    here = await ProxiedApp.open(database);
  });

  afterAll(() => here.close());

  // Protects that formerHolder is sent behind the statement that takes the sub-domain: ahead of it, it would have been
  // answered before the renaming was committed.
  it('is refused once the renaming is committed', async () => {
    const [renamed, other] = [await here.make.root(), await here.make.root()];
    const [token, others] = [await here.usedToken(renamed), await here.usedToken(other)];
    const commit = here.proxy.holdNextStatementMatching(/^COMMIT$/);
    const renaming = here.call(rename(renamed, token, aSubDomain()));
    await commit.held;
    const creating = here.call(createManaged(other, others, { sub_domain: renamed.subDomain }));
    const waiting = "db = DATABASE() AND info LIKE '%INSERT INTO organizations %' AND id <> CONNECTION_ID()";
    await until('the creation waits at the unique key', async () => {
      return (await here.sql.count('information_schema.processlist', waiting)) === 1;
    });
    commit.release();
    expect([said(await renaming), said(await creating)]).toEqual(['200', '422 validation_error']);
    expect(await here.sql.count('organizations', 'sub_domain = ?', [renamed.subDomain])).toBe(0);
  });
});
