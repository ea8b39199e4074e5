import { grants, type Life, type Org, type Token } from './core-v1-life.model.js';
import { about, type Body, type Draw, type Plan, someOrg, someSub, someToken } from './core-v1-life.steps.js';

const READ = ['organizations:read'];

/** What is shown of an organization. */
export const shown = (life: Life, org: Org) => ({
  id: org.id,
  name: org.name,
  sub_domain: org.sub,
  managed: org.parent !== null,
  suspended: life.isSuspended(org),
  activated_at: org.activated ? (expect.any(Number) as unknown) : null,
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const ids = (named: readonly { id: string }[]) => [...named].sort(byId).map(({ id }) => ({ id }));

/** Who asks about which organization. */
function asked(life: Life, draw: Draw): { org: Org; token: Token } {
  const org = someOrg(life, draw);
  return { org, token: someToken(life, draw, life.path(org)) };
}

export function get(life: Life, draw: Draw): Plan {
  const { org, token } = asked(life, draw);
  return {
    call: about(org, 'GET organizations/:organization', token, draw),
    refusal: life.refusal(token, READ, org, 'read'),
    tag: () => life.tag(org),
    members: () => ({ organization: shown(life, org) }),
    learn: () => (org.seen = life.tag(org)),
  };
}

/** By a name that may be in use, free, or given up. */
export function getByName(life: Life, draw: Draw): Plan {
  const sub = draw.flag ? someOrg(life, draw).sub : someSub(life, draw);
  const org = life.orgs.find((each) => each.sub === sub);
  const token = someToken(life, draw, org && life.path(org));
  const url = `/core/v1/organizations/_?organization%5Bsub_domain%5D=${sub}`;
  return {
    call: { method: 'GET', url, token: token.secret },
    refusal: life.refusal(token, READ, org, 'read'),
    members: () => ({ organization: shown(life, org!) }),
  };
}

export function getAnnotations(life: Life, draw: Draw): Plan {
  const { org, token } = asked(life, draw);
  return {
    call: about(org, 'GET organizations/:organization/annotations', token, draw),
    refusal: life.refusal(token, READ, org, 'read'),
    tag: () => life.tag(org),
    members: () => ({ annotations: org.annotations }),
    learn: () => (org.seen = life.tag(org)),
  };
}

export function listManaged(life: Life, draw: Draw): Plan {
  const { org, token } = asked(life, draw);
  const wanted = draw.flag ? draw.pairs.filter(({ value }) => value !== null) : [];
  const has = (each: Org) =>
    wanted.every((pair) => each.annotations.some(({ key, value }) => key === pair.key && value === pair.value));
  const filter = wanted.map(({ key, value }) => `&annotations[][key]=${key}&annotations[][value]=${value}`).join('');
  const found = life.below(org).filter(has);
  return {
    call: about(org, `GET organizations/:organization/managed?per_page=200${filter}`, token, draw),
    refusal: life.refusal(token, ['managed_organizations'], org, 'read'),
    members: () => ({ pagination: { total: found.length }, organizations: ids(found) }),
  };
}

/** The token's own first; while something keeps it from everything, it is shown alone. */
export function listOrganizations(life: Life, draw: Draw): Plan {
  const token = someToken(life, { ...draw, who: Math.max(draw.who, 3) });
  const { of } = token;
  const isKept = of !== null && life.path(of).some((org) => org.holds.size > 0 || !org.activated);
  return {
    call: { method: 'GET', url: '/core/v1/organizations', token: token.secret },
    refusal: life.unrecognised(token, READ),
    // Of the operator's, which are the roots of all lives, at least that there are some.
    members: () => {
      if (of === null) return {};
      const { id, sub_domain, suspended, activated_at } = shown(life, of);
      return { organizations: [{ id, sub_domain, suspended, activated_at }, ...(isKept ? [] : ids(life.below(of)))] };
    },
  };
}

/** The holds on a path as a caller at that place sees them: those above only as such. */
export function statusOf(life: Life, org: Org, token: Token) {
  const standing = life.standing(token, org)!;
  const path = life.path(org);
  const waiting = path.filter(({ activated }) => !activated);
  const seen = path.slice(Math.max(standing, 0));
  const placers = new Set(seen.map(({ id }) => id));
  const holds = seen.flatMap(({ id, holds: placed }) =>
    [...placed].map((hold) => {
      const [source, placer = ''] = hold.split(':');
      return { organization: { id }, source, placed_by: placers.has(placer) ? placer : null };
    }),
  );
  const status = life.isSuspended(org) ? 'suspended' : waiting.length > 0 ? 'not_activated' : 'active';
  return {
    status,
    suspended: status === 'suspended',
    held_above: path.slice(0, Math.max(standing, 0)).some((each) => each.holds.size > 0),
    not_activated_above: waiting.some((each) => !seen.includes(each)),
    holds,
    not_activated: waiting.filter((each) => seen.includes(each)).map(({ id }) => ({ organization: { id } })),
  };
}

/** Expects the status, and its holds in whatever order. */
export function expectStatus(
  { effective_status: shown }: Body,
  { holds, ...status }: ReturnType<typeof statusOf>,
): void {
  const inOneOrder = (placed: typeof holds) =>
    placed.map(({ organization: { id }, source, placed_by }) => [id, source, placed_by].join(' ')).sort();
  expect(shown).toMatchObject(status);
  expect(inOneOrder(shown.holds as typeof holds)).toEqual(inOneOrder(holds));
}

export function effectiveStatus(life: Life, draw: Draw): Plan {
  const { org, token } = asked(life, draw);
  return {
    call: about(org, 'GET organizations/:organization/effective_status', token, draw),
    refusal: life.refusal(token, READ, org, 'viewStatus'),
    check: (body) => expectStatus(body, statusOf(life, org, token)),
  };
}

export function deletionSteps(life: Life, draw: Draw): Plan {
  const { org, token } = asked(life, draw);
  return {
    call: about(org, 'GET organizations/:organization/deletion_steps', token, draw),
    refusal: life.refusal(token, ['organizations:delete', 'managed_organizations:delete'], org, 'read'),
    members: () => ({ steps: { managed_organizations: { satisfied: life.below(org).length === 0 } } }),
  };
}

export function policy(life: Life, draw: Draw): Plan {
  const { org, token } = asked(life, draw);
  const managed = org.parent ? '400 policy_not_available_for_managed_organizations' : undefined;
  return {
    call: about(org, 'GET organizations/:organization/policy', token, draw),
    refusal: life.refusal(token, READ, org, 'read') ?? managed,
    members: () => ({
      policy_type: org.limit === null ? 'none' : 'override',
      limits: { managed_organizations: { current: life.used(org), ...(org.limit !== null && { limit: org.limit }) } },
    }),
  };
}

export function listTokens(life: Life, draw: Draw): Plan {
  const { org, token } = asked(life, draw);
  const living = life.tokens.filter(({ of, revoked }) => of === org && !revoked);
  const scope = grants(token, 'api_tokens') ? 'api_tokens' : 'api_tokens:read';
  return {
    call: about(org, 'GET organizations/:organization/api_tokens?per_page=200', token, draw),
    refusal: life.refusal(token, [scope], org, 'read'),
    members: () => ({ pagination: { total: living.length }, api_tokens: ids(living) }),
  };
}
