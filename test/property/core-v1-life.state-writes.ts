import { keyed, remember, underKey, type KeyedRequest } from './core-v1-life.keys.js';
import type { Life, Org, Token } from './core-v1-life.model.js';
import { expectStatus, shown, statusOf } from './core-v1-life.reads.js';
import { about, conditional, type Draw, type Plan, someOrg, someToken } from './core-v1-life.steps.js';

const CHANGE = ['organizations:write'];
const HOLD = ['managed_organizations', 'organizations:write'];

/** Of two times once what waits for it. */
function waiting(life: Life, draw: Draw): Org {
  const found = life.orgs.find(({ activated, deleted }) => !activated && !deleted);
  return (draw.flag ? found : undefined) ?? someOrg(life, draw);
}

export function activate(
  life: Life,
  draw: Draw,
  org = waiting(life, draw),
  token = someToken(life, draw, life.path(org)),
): Plan {
  const keyedRequest: KeyedRequest = {
    life,
    token,
    route: 'POST activate',
    draw,
    meaning: org.id,
    again: (by) => activate(life, draw, org, by),
  };
  const refused = life.refusal(token, CHANGE, org, 'admin');
  return {
    call: about(org, 'POST organizations/:organization/activate', token, draw, { json: {}, ...keyed(life, draw) }),
    ...underKey(keyedRequest, refused, () => undefined),
    learn: () => {
      if (!org.activated) org.version += 1;
      org.activated = true;
      remember(keyedRequest, { subject: org.id });
    },
    members: () => ({ organization: shown(life, org) }),
  };
}

/** The hold that a token means, or undefined where it means that of another placer. */
function holdOf(token: Token, source: string | undefined): string | undefined {
  if (token.of === null) return source === 'parent' ? undefined : `${source ?? 'operator'}:`;
  return source === undefined || source === 'parent' ? `parent:${token.of.id}` : undefined;
}

export function hold(
  life: Life,
  draw: Draw,
  org = someOrg(life, draw),
  token = someToken(life, draw, life.path(org)),
): Plan {
  const placed = holdOf(token, draw.source);
  const json = { reason: 'unpaid', ...(draw.source && { source: draw.source }) };
  const keyedRequest: KeyedRequest = {
    life,
    token,
    route: 'POST holds',
    draw,
    meaning: [org.id, json],
    again: (by) => hold(life, draw, org, by),
  };
  const denied = placed ? undefined : '403 permission_denied';
  return {
    call: about(org, 'POST organizations/:organization/holds', token, draw, { json, ...keyed(life, draw) }),
    ...underKey(keyedRequest, life.refusal(token, HOLD, org, 'manage') ?? denied, () => undefined),
    learn: () => {
      if (!org.holds.has(placed!)) org.version += 1;
      org.holds.add(placed!);
      remember(keyedRequest, { subject: org.id });
    },
    check: (body) => expectStatus(body, statusOf(life, org, token)),
  };
}

/** Of one that is held, as often as not by who has placed it. */
export function lift(life: Life, draw: Draw): Plan {
  const held = life.orgs.filter(({ holds, deleted }) => holds.size > 0 && !deleted);
  const org = draw.org % 4 > 0 && held.length > 0 ? held[draw.org % held.length]! : someOrg(life, draw);
  const [source, placer] = [...org.holds][draw.sub % Math.max(org.holds.size, 1)]?.split(':') ?? [];
  const owners = life.tokens.filter(({ of, revoked }) => (of?.id ?? '') === placer && !revoked);
  const isOwn = draw.matches && owners.length > 0;
  const token = isOwn ? owners[draw.token % owners.length]! : someToken(life, draw, life.path(org));
  const meant = isOwn ? source : draw.source;
  const lifted = holdOf(token, meant);
  const json = meant === undefined ? {} : { source: meant };
  return {
    call: about(org, 'DELETE organizations/:organization/holds', token, draw, { json }),
    refusal: life.refusal(token, HOLD, org, 'manage') ?? (lifted ? undefined : '403 permission_denied'),
    learn: () => {
      if (org.holds.delete(lifted!)) org.version += 1;
    },
    check: (body) => expectStatus(body, statusOf(life, org, token)),
  };
}

const limitTag = (limit: number | null) => `"${limit === null ? 'unlimited' : `limit-${limit}`}"`;

export function limit(life: Life, draw: Draw): Plan {
  const roots = life.orgs.filter(({ parent }) => parent === null);
  const org = draw.org % 3 > 0 ? roots[draw.org % roots.length]! : someOrg(life, draw);
  const token = someToken(life, { ...draw, who: draw.who % 5 }, life.path(org));
  const maximum = draw.limit === null ? { unlimited: true } : { value: draw.limit };
  const seen = draw.flag ? limitTag(org.limit) : limitTag(draw.sub);
  const isStale = draw.matches && seen !== limitTag(org.limit);
  const call = { json: { policy_limits: { maximum_managed_organizations: maximum } }, ...conditional(seen, draw) };
  return {
    call: about(org, 'PUT organizations/:organization/policy_limits', token, draw, call),
    refusal:
      life.refusal(token, CHANGE, org, 'admin') ??
      (org.parent ? '400 policy_not_available_for_managed_organizations' : undefined) ??
      (isStale ? '412 precondition_failed' : undefined),
    learn: () => (org.limit = draw.limit),
    tag: () => limitTag(org.limit),
    members: () => ({
      policy_limits: { maximum_managed_organizations: { value: org.limit, unlimited: org.limit === null } },
    }),
  };
}

export function remove(life: Life, draw: Draw): Plan {
  const org = someOrg(life, draw);
  const token = someToken(life, draw, life.path(org));
  const isStale = draw.matches && org.seen !== undefined && org.seen !== life.tag(org);
  return {
    call: about(org, 'DELETE managed_organizations/:organization', token, draw, conditional(org.seen, draw)),
    refusal:
      life.refusal(token, ['managed_organizations:delete'], org, 'manage') ??
      (org.parent ? undefined : '409 managed_organization_required') ??
      (isStale ? '412 precondition_failed' : undefined) ??
      (life.below(org).length > 0 ? '409 deletion_steps_not_satisfied' : undefined),
    learn: () => {
      org.deleted = true;
      for (const each of life.tokens) if (each.of === org) each.revoked = true;
    },
    members: () => ({ success: true }),
  };
}
