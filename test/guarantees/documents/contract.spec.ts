import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { getMetadataStorage } from 'class-validator';
import { DomainError, type Violation } from '../../../src/common/errors.js';
import { newId } from '../../../src/common/ids.js';
import { coreV1 } from '../../../src/dialects/core-v1/core-v1.dialect.js';
import { CreateEnterpriseDto } from '../../../src/enterprise/creation/enterprise-creation.dto.js';
import { validateArguments } from '../../../src/http/validation/validate-arguments.js';
import { CreateManagedOrganizationDto } from '../../../src/organization/managed/managed-organization.dto.js';
import { presentOrganization } from '../../../src/organization/organization.presenter.js';
import type { OrganizationDetails } from '../../../src/organization/organization.service.js';
import { sqlite } from '../../support/database/databases.js';
import { anEnterprise, creation, EnterpriseScene } from '../../support/scenes/enterprises.js';
import { aSubDomain } from '../../support/scenes/factories.js';
import {
  type Argument,
  CREATE_ENTERPRISE,
  CREATE_MANAGED_ORGANIZATION,
  ENTERPRISE_ERROR,
  type Page,
  type Returned,
  type Shape,
} from './contract-pages.js';

type Tree = Record<string, unknown>;

/** What serves a page, and where this service knowingly goes beyond it. */
interface Served {
  readonly page: Page;
  readonly dto: new () => object;
  /** A request that is accepted, with every argument of the page. */
  readonly accepted: () => Tree;
  /** Arguments that newer versions of the page have (api-v2.md §1.4), after those of ours. */
  readonly newer: readonly string[];
  /** Where less is accepted than the page says, each with its record or decision. */
  readonly stricter: Readonly<Record<string, { shortest: string }>>;
  /** How the files begin that test this endpoint. */
  readonly suites: string;
}

const SERVED: readonly Served[] = [
  {
    page: CREATE_ENTERPRISE,
    dto: CreateEnterpriseDto,
    accepted: () => ({ ...anEnterprise(), organizationId: newId(), thirdPartyIdentifier: [{ id: '1', label: 'a' }] }),
    newer: ['accountType', 'isCaaS'],
    stricter: {
      // docs/decisions/0003-an-email-is-an-address.md
      email: { shortest: 'a@b' },
      // An empty key would be everybody's; decisions §3.
      idempotencyKey: { shortest: 'k' },
      additionalAdmins: { shortest: 'a' },
    },
    suites: 'create-enterprise.',
  },
  {
    page: CREATE_MANAGED_ORGANIZATION,
    dto: CreateManagedOrganizationDto,
    accepted: () => ({
      organization: { id: newId() },
      name: 'N',
      sub_domain: 'n',
      annotations: [{ key: 'k', value: 'v' }],
    }),
    newer: [],
    stricter: {},
    suites: 'create-managed-organization.',
  },
];

function violations({ dto }: Served, tree: Tree): readonly Violation[] {
  try {
    validateArguments(dto, tree, {});
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid_arguments') throw error;
    return (error as DomainError<'invalid_arguments'>).context.fields;
  }
}

/** Every argument of a page, those inside of lists included, with its way from the top. */
function everyArgument(args: readonly Argument[], above: readonly (string | number)[] = []): [string, Place][] {
  return args.flatMap((argument) => {
    const path = [...above, argument.name];
    const here: [string, Place] = [path.join('.'), { path, argument }];
    const { shape } = argument;
    return shape.is === 'Array' && Array.isArray(shape.of) ? [here, ...everyArgument(shape.of, [...path, 0])] : [here];
  });
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly argument: Argument;
}

/** The tree with something else in one place; undefined takes it away. */
function changed(tree: unknown, [step, ...rest]: Place['path'], value: unknown): unknown {
  if (step === undefined) return value;
  const copy = (Array.isArray(tree) ? [...(tree as unknown[])] : { ...(tree as Tree) }) as Record<
    string | number,
    unknown
  >;
  copy[step] = changed(copy[step], rest, value);
  if (copy[step] === undefined) delete copy[step];
  return copy;
}

/** Values of other types than this one, as JSON can say them. */
function otherTypes(shape: Shape): unknown[] {
  const values: Record<string, unknown> = { String: 'a', Number: 1, Boolean: true, Array: ['a'], Object: { a: 1 } };
  const own = shape.is === 'OrganizationLookup' ? 'Object' : shape.is;
  return Object.entries(values).flatMap(([type, value]) => (type === own ? [] : [value]));
}

const TEXTS_OF_IDS = [
  '59cd72485007a239fb00282ed480da1f',
  '59CD72485007A239FB00282ED480DA1F',
  '59cd72485007a239fb00282ed480da1',
  '59cd72485007a239fb00282ed480da1f0',
  '59cd72485007a239fb00282ed480da1g',
  '59cd72485007a239fb00282ed480da1f\n',
  '',
];

describe.each(SERVED.map((served) => [served.page.title, served] as const))('the page "%s"', (_, served) => {
  const { page, dto, accepted, newer, stricter } = served;
  const places = everyArgument(page.arguments);

  it('has its arguments here, in its order, and none beside them but those of newer pages', () => {
    const declared = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
    const names = [...page.arguments.map(({ name }) => name), ...newer];
    expect([...new Set(declared.map(({ propertyName }) => propertyName))]).toEqual(names);
    // Every argument refuses an empty object.
    const allWrong = Object.fromEntries(names.toReversed().map((name) => [name, {}]));
    expect(violations(served, allWrong).map(({ path }) => path[0])).toEqual(names);
  });

  it('is satisfied by a request with all of its arguments, and by one with the required ones alone', () => {
    expect(violations(served, accepted())).toEqual([]);
    // From within outwards: what is inside of a list goes before the list.
    const few = places
      .toReversed()
      .reduce<unknown>(
        (tree, [, { path, argument }]) => (argument.required ? tree : changed(tree, path, undefined)),
        accepted(),
      );
    expect(violations(served, few as Tree)).toEqual([]);
  });

  it.each(places)('marks %s as required or not', (_name, { path, argument }) => {
    const without = violations(served, changed(accepted(), path, undefined) as Tree);
    expect(without.map(({ path: at, rule }) => ({ path: at, rule }))).toEqual(
      argument.required ? [{ path, rule: 'missing' }] : [],
    );
  });

  it.each(places)('says of what type %s is', (_name, { path, argument: { shape } }) => {
    for (const value of otherTypes(shape)) {
      const [first] = violations(served, changed(accepted(), path, value) as Tree);
      expect({ value, path: first?.path }).toEqual({ value, path });
      expect(first?.rule).toMatch(/^(invalid_scalar|array_expected|object_expected)$/);
    }
  });

  const texts = places.flatMap(
    ([
      name,
      {
        path,
        argument: { shape },
      },
    ]) => {
      const isList = shape.is === 'Array' && !Array.isArray(shape.of);
      const text = isList ? (shape.of as Shape) : shape;
      return text.is === 'String' ? [[name, isList ? [...path, 0] : path, text] as const] : [];
    },
  );

  it.each(texts.filter(([, , text]) => !text.pattern))('says how short %s may be', (name, path, { minLength = 0 }) => {
    const rulesFor = (text: string) =>
      violations(served, changed(accepted(), path, text) as Tree).map(({ rule }) => rule);
    const shortest = stricter[name]?.shortest ?? 'x'.repeat(minLength);
    expect(shortest.length).toBeGreaterThanOrEqual(minLength);
    expect(rulesFor(shortest)).toEqual([]);
    if (shortest !== '') expect(rulesFor('')).toEqual(['too_short']);
  });

  const patterns = texts.flatMap(([name, path, { pattern }]) => (pattern ? [[name, path, pattern] as const] : []));

  if (patterns.length > 0) {
    it.each(patterns)('says what form %s has', (_name, path, pattern) => {
      for (const text of TEXTS_OF_IDS) {
        const refused = violations(served, changed(accepted(), path, text) as Tree).map(({ rule }) => rule);
        expect({ text, refused }).toEqual({ text, refused: pattern.test(text) ? [] : ['pattern'] });
      }
    });
  }

  it('has a describe for each of its statuses in the suites of its endpoint', () => {
    const directory = new URL('../../e2e/', import.meta.url);
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
      (path) => basename(path).startsWith(served.suites) && path.endsWith('.e2e-spec.ts'),
    );
    const suites = files.map((file) => readFileSync(new URL(file, directory), 'utf8')).join('\n');
    const described = [...suites.matchAll(/\bdescribe\(['"`](\d{3})\b/g)].map(([, status]) => Number(status));
    const statuses = [page.success.status, ...page.refusals.map(({ status }) => status)];
    expect(statuses.filter((status) => !described.includes(status))).toEqual([]);
  });
});

/** Compares an answer with a page, member by member and in its order; gives what differs. */
function differences(value: unknown, shape: Shape, at: string): string[] {
  const wrong = [`${at} is ${JSON.stringify(value)} and no ${shape.is}`];
  switch (shape.is) {
    case 'String': {
      if (typeof value !== 'string') return wrong;
      const fits = value.length >= (shape.minLength ?? 0) && (shape.pattern?.test(value) ?? true);
      return fits ? [] : wrong;
    }
    case 'Boolean':
      return typeof value === 'boolean' ? [] : wrong;
    case 'Unix Timestamp':
      return Number.isInteger(value) && Math.abs(Number(value) * 1_000 - Date.now()) < 60_000 ? [] : wrong;
    case 'Array':
      return Array.isArray(value)
        ? value.flatMap((each, n) => differences(each, shape.of as Shape, `${at}[${n}]`))
        : wrong;
    case 'Object':
      return typeof value === 'object' && value !== null ? membersThatDiffer(value, shape.members, at) : wrong;
    default:
      return wrong;
  }
}

function membersThatDiffer(value: object, members: readonly Returned[], at: string): string[] {
  const [given, promised] = [Object.keys(value).join(), members.map(({ name }) => name).join()];
  if (given !== promised) return [`${at} has ${given} instead of ${promised}`];
  return members.flatMap(({ name, nullable, shape }) => {
    const member = (value as Tree)[name];
    return nullable && member === null ? [] : differences(member, shape, `${at}.${name}`);
  });
}

describe('what the pages say is returned', () => {
  let scene: EnterpriseScene;

  beforeAll(async () => {
    scene = await EnterpriseScene.open(sqlite);
  });

  afterAll(() => scene.close());

  it.each([CREATE_ENTERPRISE, CREATE_MANAGED_ORGANIZATION])(
    'is returned at $method $path',
    async ({ method, path }) => {
      const url = path.replace(/\{\w+\}/, newId());
      expect([400, 401]).toContain((await scene.app.call({ method, url, json: {} })).status);
      expect((await scene.app.call({ method, url: `${url}x`, json: {} })).status).toBe(404);
    },
  );

  const asPromised = ({ success }: Page, { status, body }: { status: number; body: unknown }) => {
    expect(differences(body, { is: 'Object', members: success.members }, 'answer')).toEqual([]);
    expect(status).toBe(success.status);
  };

  it('is what creating an enterprise answers', async () => {
    const { organization, token } = await scene.root();
    asPromised(CREATE_ENTERPRISE, await scene.app.call(creation(organization, token)));
  });

  it('is what creating a managed organization answers', async () => {
    const { organization, token } = await scene.root();
    const annotations = [{ key: 'a', value: 'b' }, { key: 'c' }];
    const json = { name: 'N', sub_domain: aSubDomain(), annotations };
    const call = { method: 'POST', url: `/core/v1/organizations/${organization.id}/managed`, token, json } as const;
    asPromised(CREATE_MANAGED_ORGANIZATION, await scene.app.call(call));
    asPromised(
      CREATE_MANAGED_ORGANIZATION,
      await scene.app.call({ ...call, json: { name: 'N', sub_domain: aSubDomain() } }),
    );
  });

  const country = { id: 'c', name: 'C', isoCode2: 'CC', isoCode3: 'CCC', timeZone: 'Etc/UTC', eu: false };
  const text = 'text';
  const filled: OrganizationDetails = {
    id: text,
    parentId: null,
    path: [text],
    depth: 1,
    managed: true,
    version: 1,
    name: text,
    subDomain: text,
    infrastructureDomain: text,
    createdAt: Date.now() + 0.5,
    activatedAt: Date.now(),
    suspended: false,
    billingName: text,
    address1: text,
    address2: text,
    address3: text,
    address4: text,
    postcode: text,
    vatNumber: text,
    phoneNumber: text,
    currencyId: text,
    countryId: text,
    countryStateId: text,
    enterpriseNameSuffix: null,
    defaultAccountType: null,
    currency: { id: text, name: text, isoCode: text, symbol: text },
    country,
    countryState: { id: text, name: text, code: text, country: { ...country, timeZone: null } },
  };

  const [organization] = CREATE_MANAGED_ORGANIZATION.success.members;

  it('is what is shown of an organization of which everything is known', () => {
    const shown = presentOrganization(filled);
    expect(differences(shown, organization!.shape, 'organization')).toEqual([]);
    expect(Object.values(shown)).not.toContain(null);
  });

  it('is what is shown of an organization of which nothing is known but the members without a question mark', () => {
    const empty = Object.entries(filled).map(([name, value]) => [name, value === text ? null : value] as const);
    const { id, name, subDomain, infrastructureDomain } = filled;
    const shown = presentOrganization({
      ...(Object.fromEntries(empty) as unknown as OrganizationDetails),
      ...{ id, name, subDomain, infrastructureDomain, activatedAt: null, country: null, countryState: null },
    });
    expect(differences(shown, organization!.shape, 'organization')).toEqual([]);
  });

  it('is the error body of the enterprise page, whatever is refused', async () => {
    const { organization: place, token } = await scene.root();
    for (const call of [creation(place, undefined), creation(place, token, {}), creation({ id: newId() }, token)]) {
      const { body } = await scene.app.call(call);
      for (const { name, required, is } of ENTERPRISE_ERROR) {
        if (required || name in body) expect({ name, is: typeof body[name] }).toEqual({ name, is });
      }
      expect(Object.keys(body).sort()).toEqual(ENTERPRISE_ERROR.map(({ name }) => name).sort());
    }
  });
});

describe('what the pages say is refused', () => {
  const render = (error: DomainError) => {
    const { status, body } = coreV1.renderError(error, 'r');
    const { code, description } = body.error as { code: string; description: string };
    return { status, code, description };
  };

  /** Everything that core-v1 says by the documented codes. */
  const said = [
    new DomainError('organization_limit_reached', { limit: 5 }),
    new DomainError('organization_not_activated', { organizationId: newId() }),
    new DomainError('organization_not_found', { organizationId: newId() }),
    new DomainError('organization_suspended', { organizationId: newId(), inherited: true }),
    new DomainError('validation_failed', { problems: [] }),
    new DomainError('organization_depth_reached', { depth: 5 }),
  ].map((error) => render(error as DomainError));

  it.each(CREATE_MANAGED_ORGANIZATION.refusals)('core-v1 says $code letter for letter', (refusal) => {
    const sayings = said.filter(({ code }) => code === refusal.code);
    expect(sayings).not.toEqual([]);
    for (const saying of sayings) expect(saying).toEqual(refusal);
  });

  it('core-v1 says nothing else by those', () => {
    const documented = CREATE_MANAGED_ORGANIZATION.refusals.map(({ code }) => code);
    expect([...new Set(said.map(({ code }) => code))].sort()).toEqual(documented.toSorted());
  });
});
