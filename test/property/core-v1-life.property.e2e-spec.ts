import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { type FreshDatabase, testDatabases } from '../support/database/databases.js';
import { aSubDomain, Factories } from '../support/scenes/factories.js';
import { startApp, type TestApp } from '../support/harness.js';
import { again } from './core-v1-life.keys.js';
import { Life } from './core-v1-life.model.js';
import * as reads from './core-v1-life.reads.js';
import { type Draw, draws, type Plan, type Service, Step } from './core-v1-life.steps.js';
import * as states from './core-v1-life.state-writes.js';
import * as tokens from './core-v1-life.token-writes.js';
import * as writes from './core-v1-life.writes.js';

const STEPS = 20_000;
const LIVES_AT_A_TIME = 20;
const LIMIT_MS = 240_000;

/** `PROPERTY_SEED=<the printed one> npm test -- test/property` says the same again. */
const seed = Number(process.env.PROPERTY_SEED ?? randomInt(2 ** 31));

/** Each kind of step, and how often it comes in comparison with the others. */
const KINDS: Record<string, [plan: (life: Life, draw: Draw) => Plan, weight: number]> = {
  'create root': [writes.createRoot, 2],
  'create managed': [writes.createManaged, 10],
  update: [writes.update, 6],
  'replace annotations': [writes.replaceAnnotations, 4],
  activate: [states.activate, 3],
  hold: [states.hold, 3],
  lift: [states.lift, 8],
  'set the limit': [states.limit, 3],
  delete: [states.remove, 4],
  'create token': [tokens.createToken, 8],
  'revoke token': [tokens.revoke, 2],
  'regenerate token': [tokens.regenerate, 2],
  again: [again, 6],
  get: [reads.get, 6],
  'get by name': [reads.getByName, 3],
  'get annotations': [reads.getAnnotations, 2],
  'list managed': [reads.listManaged, 3],
  'list organizations': [reads.listOrganizations, 2],
  'effective status': [reads.effectiveStatus, 3],
  'deletion steps': [reads.deletionSteps, 2],
  policy: [reads.policy, 3],
  'list tokens': [reads.listTokens, 2],
};

/** Everything that may be said to these steps, and must have been. */
const SAYINGS = [
  '200',
  '200 again',
  '201',
  '201 again',
  '400 policy_not_available_for_managed_organizations',
  '403 invalid_api_token',
  '403 organization_not_activated',
  '403 organization_suspended',
  '403 permission_denied',
  '403 scope_not_granted',
  '404 api_token_not_found',
  '404 organization_not_found',
  '409 deletion_steps_not_satisfied',
  '409 idempotency_key_conflict',
  '409 idempotency_key_spent',
  '409 managed_organization_required',
  '412 precondition_failed',
  '422 organization_limit_reached',
  '422 validation_error',
];

const steps = Object.entries(KINDS).flatMap(([kind, [plan, weight]]) =>
  Array.from({ length: weight }, () => draws.map((draw) => new Step(kind, plan, draw))),
);

describe.each(testDatabases())('the life of organizations in core-v1 on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let taken = 0;
  const heard = new Map<string, number>();

  beforeAll(async () => {
    process.stderr.write(`test/property on ${database.name}: PROPERTY_SEED=${seed}\n`);
    // The model gives up as many names as it likes.
    fresh = await database.fresh({ MAX_SUB_DOMAIN_CHANGES: '1000', MAX_SUB_DOMAINS_KEPT: '10000' });
    app = await startApp(fresh.env);
    make = new Factories(app);
  });

  afterAll(async () => {
    process.stderr.write(`test/property on ${database.name}: ${taken} steps of lives in core-v1\n`);
    await app.close();
    await fresh.drop();
  });

  const service: Service = {
    call: (call) => app.call(call),
    note: (kind, saying) => {
      taken += 1;
      heard.set(`${kind}: ${saying}`, (heard.get(`${kind}: ${saying}`) ?? 0) + 1);
    },
  };

  /** A life begins with the operator, one root, and a token of that root that may do everything. */
  const beginning = async () => {
    const life = new Life(`${aSubDomain('l')}-`);
    const root = await make.root({ subDomain: `${life.prefix}root` });
    const { id, name, subDomain } = root;
    const org = life.born({ id, parent: null, sub: subDomain, name, activated: true });
    const issued = [
      await make.issue({ kind: 'operator' }),
      await make.issue({ kind: 'organization', organizationId: id }),
    ];
    issued.forEach((each, at) =>
      life.tokens.push({ ...each, of: at === 0 ? null : org, scopes: ['all'], revoked: false }),
    );
    return { model: life, real: service };
  };

  it(
    `answers as the model says, in ${STEPS} steps and more`,
    async () => {
      for (let round = 0; taken < STEPS; round += 1) {
        const lives = fc.asyncProperty(fc.commands(steps, { maxCommands: 200, size: 'max' }), (commands) =>
          fc.asyncModelRun(beginning, commands),
        );
        await fc.assert(lives, { seed: seed + round, numRuns: LIVES_AT_A_TIME, interruptAfterTimeLimit: LIMIT_MS });
      }
    },
    2 * LIMIT_MS,
  );

  it('has heard all that there is to hear', () => {
    const often = [...heard].filter(([, times]) => times >= 5).map(([saying]) => saying);
    const succeeding = Object.keys(KINDS).filter((kind) => often.some((saying) => saying.startsWith(`${kind}: 20`)));
    expect(succeeding).toEqual(Object.keys(KINDS));
    const codes = new Set(often.map((saying) => saying.replace(/^.*: /, '')));
    expect([...codes].sort()).toEqual(SAYINGS);
  });
});
