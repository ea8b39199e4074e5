import { newId } from '../../../src/common/ids.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../../support/answers.js';
import { testDatabases } from '../../support/database/databases.js';
import { anEnterprise, EnterpriseScene } from '../../support/scenes/enterprises.js';

/** What can be wrong with a request and how it is answered, in the order of the checks (decisions §4). */
const ANSWERS = {
  'a wrong method': '405 MethodNotAllowed',
  'no token': '401 Unauthorized',
  'a token without the scope': '403 ScopeNotGranted',
  'a body that is too large': '413 PayloadTooLarge',
  'a body of another media type': '415 UnsupportedMediaType',
  'a broken body': '400 InvalidJson',
  'a bad argument': '400 Invalid',
  'an unknown organization': '404 OrganizationNotFound',
  'a suspended organization': '403 OrganizationSuspended',
  'an organization that is not activated': '403 OrganizationNotActivated',
  'an unknown admin': '404 UserNotFound',
} as const;

type Fault = keyof typeof ANSWERS;

const FAULTS = Object.keys(ANSWERS) as Fault[];

/** A request has one token and one organization, and what a broken body names is never read. */
const EXCLUSIVE: readonly (readonly Fault[])[] = [
  ['no token', 'a token without the scope'],
  ['an unknown organization', 'a suspended organization'],
  ['an unknown organization', 'an organization that is not activated'],
];

/** Every combination of these faults that one request can have. */
function combinations(faults: readonly Fault[]): Fault[][] {
  const [first, ...rest] = faults;
  if (first === undefined) return [[]];
  const others = combinations(rest);
  const excluded = EXCLUSIVE.filter((set) => set.includes(first)).flat();
  return [
    ...others,
    ...others.filter((set) => !set.some((fault) => excluded.includes(fault))).map((set) => [first, ...set]),
  ];
}

/** Every combination in which this fault is the first. */
function combinationsFrom(first: Fault): Fault[][] {
  return combinations(FAULTS.slice(FAULTS.indexOf(first))).filter((faults) => faults[0] === first);
}

describe.each(testDatabases())('the answer of POST …/enterprise to several faults on $name', (database) => {
  let scene: EnterpriseScene;
  /** By `suspended` and `activated`. */
  const organizations = new Map<string, { organization: Organization; good: string; narrow: string }>();

  const state = (suspended: boolean, activated: boolean) => `${suspended} ${activated}`;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(database);
    for (const suspended of [true, false]) {
      for (const activated of [true, false]) {
        const organization = await scene.make.root({ activated });
        if (suspended) await scene.make.suspend(organization);
        const good = await scene.make.organizationToken(organization);
        const narrow = await scene.make.organizationToken(organization, ['enterprises:read', 'managed_organizations']);
        organizations.set(state(suspended, activated), { organization, good, narrow });
      }
    }
  });

  afterAll(() => scene.close());

  const requestWith = (faults: readonly Fault[]): Call => {
    const has = (fault: Fault) => faults.includes(fault);
    const named = state(has('a suspended organization'), !has('an organization that is not activated'));
    const { organization, good, narrow } = organizations.get(named)!;
    const body = JSON.stringify(
      anEnterprise({
        ...(has('a bad argument') && { email: '' }),
        ...(has('an unknown admin') && { additionalAdmins: [newId()] }),
        ...(has('a body that is too large') && { padding: 'x'.repeat(70_000) }),
      }),
    );
    return {
      method: has('a wrong method') ? 'PUT' : 'POST',
      url: `/api/v2/organization/${has('an unknown organization') ? newId() : organization.id}/enterprise`,
      body: has('a broken body') ? body.slice(0, -1) : body,
      headers: { 'Content-Type': has('a body of another media type') ? 'text/plain' : 'application/json' },
      ...(!has('no token') && { token: has('a token without the scope') ? narrow : good }),
    };
  };

  it.each(FAULTS)('%s is answered before every later fault', async (first) => {
    const before = await scene.rowCounts();
    for (const faults of combinationsFrom(first)) {
      const { status, body } = await scene.app.call<{ name: string }>(requestWith(faults));
      expect({ faults, answer: `${status} ${body.name}` }).toEqual({ faults, answer: ANSWERS[first] });
    }
    expect(await scene.rowCounts()).toEqual(before);
  });

  it('creates if nothing is wrong', async () => {
    expect((await scene.app.call(requestWith([]))).status).toBe(200);
  });
});
