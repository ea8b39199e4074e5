import { hasTwins, type Life, type Org } from './core-v1-life.model.js';
import { keyed, remember, underKey, type KeyedRequest } from './core-v1-life.keys.js';
import { shown } from './core-v1-life.reads.js';
import { about, conditional, type Draw, type Plan, someOrg, someSub, someToken } from './core-v1-life.steps.js';

const CHANGE = ['organizations:write'];

export function createRoot(
  life: Life,
  draw: Draw,
  sub = someSub(life, draw),
  token = someToken(life, { ...draw, who: draw.who % 4 }),
): Plan {
  const json = {
    name: `N${draw.name}`,
    sub_domain: sub,
    activated: draw.flag,
    maximum_managed_organizations: draw.limit,
  };
  const keyedRequest: KeyedRequest = {
    life,
    token,
    route: 'POST organizations',
    draw,
    meaning: json,
    again: (by) => createRoot(life, draw, sub, by),
  };
  const { refusal, replays } = underKey(keyedRequest, life.refusalOfOperators(token, CHANGE), () =>
    life.isTaken(sub) ? '422 validation_error' : undefined,
  );
  let org: Org | undefined;
  return {
    call: { method: 'POST', url: '/core/v1/organizations', token: token.secret, json, ...keyed(life, draw) },
    refusal,
    replays,
    success: 201,
    learn: ({ body }) => {
      const { id } = body.organization;
      org = life.born({ id, parent: null, sub, name: json.name, activated: draw.flag, limit: draw.limit });
      remember(keyedRequest, { subject: id });
    },
    members: () => ({ organization: org ? shown(life, org) : { id: replays?.subject } }),
  };
}

export function createManaged(
  life: Life,
  draw: Draw,
  parent = someOrg(life, draw),
  sub = someSub(life, draw),
  token = someToken(life, draw, life.path(parent)),
): Plan {
  const json = { name: `N${draw.name}`, sub_domain: sub, annotations: draw.pairs };
  const keyedRequest: KeyedRequest = {
    life,
    token,
    route: 'POST managed',
    draw,
    meaning: [parent.id, json],
    again: (by) => createManaged(life, draw, parent, sub, by),
  };
  const permitted = life.refusal(token, ['managed_organizations'], parent, 'write');
  const { refusal, replays } = underKey(keyedRequest, permitted, () => life.unmakeable(parent, sub, draw.pairs));
  let org: Org | undefined;
  return {
    call: about(parent, 'POST organizations/:organization/managed', token, draw, { json, ...keyed(life, draw) }),
    refusal,
    replays,
    success: 201,
    learn: ({ body }) => {
      const { id } = body.organization;
      org = life.born({ id, parent, sub, name: json.name, activated: true, annotations: draw.pairs });
      remember(keyedRequest, { subject: id });
    },
    members: () =>
      org
        ? { organization: shown(life, org), annotations: org.annotations }
        : { organization: { id: replays?.subject } },
  };
}

export function update(life: Life, draw: Draw): Plan {
  const org = someOrg(life, draw);
  const token = someToken(life, draw, life.path(org));
  const name = draw.flag ? `N${draw.name}` : org.name;
  const sub = draw.name % 2 === 0 ? someSub(life, draw) : org.sub;
  const isStale = draw.matches && org.seen !== undefined && org.seen !== life.tag(org);
  const isTaken = sub !== org.sub && life.isTaken(sub, org);
  const json = { ...(draw.flag && { name }), ...(sub !== org.sub && { sub_domain: sub }) };
  const call = { json, ...conditional(org.seen, draw) };
  return {
    call: about(org, 'PATCH organizations/:organization', token, draw, call),
    refusal:
      life.refusal(token, CHANGE, org, 'write') ??
      (isStale ? '412 precondition_failed' : undefined) ??
      (isTaken ? '422 validation_error' : undefined),
    learn: () => {
      if (name !== org.name || sub !== org.sub) org.version += 1;
      org.name = name;
      life.rename(org, sub);
    },
    tag: () => life.tag(org),
    members: () => ({ organization: shown(life, org) }),
  };
}

export function replaceAnnotations(life: Life, draw: Draw): Plan {
  const org = someOrg(life, draw);
  const token = someToken(life, draw, life.path(org));
  const isStale = draw.matches && org.seen !== undefined && org.seen !== life.tag(org);
  const call = { json: { annotations: draw.pairs }, ...conditional(org.seen, draw) };
  return {
    call: about(org, 'PUT organizations/:organization/annotations', token, draw, call),
    refusal:
      life.refusal(token, CHANGE, org, 'write') ??
      (isStale ? '412 precondition_failed' : undefined) ??
      (hasTwins(draw.pairs) ? '422 validation_error' : undefined),
    learn: () => {
      if (JSON.stringify(org.annotations) !== JSON.stringify(draw.pairs)) org.version += 1;
      org.annotations = draw.pairs;
    },
    tag: () => life.tag(org),
    members: () => ({ annotations: draw.pairs }),
  };
}
