import type { DeclaredRoute } from './declared-routes.js';
import type { CallerName, Level, State } from './family.js';

/**
 * What decisions §4, §5 and §8 require of every request about an organization in a state, implemented a second time and
 * independently of the code: refusal is the rule, and everything that is permitted is in a list with its reason.
 */
export interface Cell {
  readonly route: Pick<DeclaredRoute, 'method' | 'path' | 'dialect'>;
  readonly caller: CallerName;
  /** Whose state it is and which; absent where no organization is in any. */
  readonly state?: { readonly of: Level; readonly is: State };
}

/** How a cell is to be answered; the code is absent where it succeeds. */
export interface Expected {
  readonly status: number | 'success';
  readonly code?: string;
}

/** Depths; the operator is above every root, and a user at the place of the role. */
const DEPTH = { operator: -1, grandparent: 0, parent: 1, own: 2, user: 2 } as const;

/** The ancestors of each caller's own organization, and that itself: its other requests depend on these. */
const LINE: Readonly<Record<CallerName, readonly Level[]>> = {
  operator: [],
  user: [],
  parent: ['grandparent', 'parent'],
  sibling: ['grandparent', 'parent'],
  own: ['grandparent', 'parent', 'own'],
  child: ['grandparent', 'parent', 'own'],
};

const ABOUT_AN_ORGANIZATION = /\/:organization(Id)?(\/|$)/;
const ABOUT_A_TOKEN = /\/:api_token(\/|$)/;
const ABOUT_A_WEBHOOK = /\/:webhook_endpoint(\/|$)/;
const ABOUT_AN_ENTERPRISE = /\/:enterpriseId(\/|$)/;

const nameOf = ({ method, path }: Cell['route']): string => `${method} ${path}`;
const isOneOf = (names: readonly RegExp[], { route }: Cell) => names.some((name) => name.test(nameOf(route)));

/** To hold, lift or delete: from above alone. */
const GOVERNING = [
  /^(POST|DELETE) \S+\/:organization\/holds$/,
  /^DELETE \/core\/v1\/managed_organizations\/:organization$/,
];
/** The operator's alone. */
const OPERATING = [
  /^POST \S+\/:organization\/activate$/,
  /^PUT \S+\/:organization\/policy_limits$/,
  /^POST \/core\/v1\/organizations$/,
  /^DELETE \/core\/v1\/organizations\/:organization$/,
  /^GET \/core\/v1\/(audit_events|events)$/,
  /^(GET|POST) \/core\/v1\/webhook_endpoints$/,
  /^DELETE \S+\/:enterpriseId\/freeze$/,
  /^DELETE \/api\/v2\/enterprise\/:enterpriseId$/,
  /^DELETE \/api\/v2\/user\/:id$/,
];
/** What remains to those who are refused everything else (decisions §8). */
const REMAINING = [/^GET \S+\/:organization\/effective_status$/, /^DELETE \/core\/v1\/api_tokens\/:api_token$/];
/** Ends a token of the caller's own. */
const ENDING = [/^GET \/api\/v2\/user\/logout$/, /^DELETE \/api\/v2\/user\/accesstoken\/:accessTokenId$/];
/** Shows an organization to every caller, even if suspended. */
const LISTING = [/^GET \/core\/v1\/organizations$/];

const isNamed = ({ route }: Cell) =>
  [ABOUT_AN_ORGANIZATION, ABOUT_A_TOKEN, ABOUT_A_WEBHOOK, ABOUT_AN_ENTERPRISE].some((about) => about.test(route.path));
const isRead = ({ route }: Cell) => route.method === 'GET';
/** Whether the caller is above `own`, or in it; every other caller is a stranger to it. */
const depthOf = ({ caller }: Cell): number => (caller === 'child' || caller === 'sibling' ? Infinity : DEPTH[caller]);
const isKin = (cell: Cell): boolean => depthOf(cell) <= DEPTH.own;
const isAboveState = (cell: Cell) => cell.state !== undefined && depthOf(cell) < DEPTH[cell.state.of];
const isLiving = ({ state }: Cell) => state?.is !== 'deleted';

/** All that is permitted while there is a state; whatever is not here is refused. */
const PERMITTED: readonly { readonly why: string; readonly applies: (cell: Cell) => boolean }[] = [
  {
    why: 'An ancestor and the operator still look at what was stopped below them.',
    applies: (cell) => isNamed(cell) && isRead(cell) && isAboveState(cell) && isLiving(cell),
  },
  {
    why: 'A caller above the state lifts, holds and deletes below its own place.',
    applies: (cell) => isOneOf(GOVERNING, cell) && isAboveState(cell) && isLiving(cell) && depthOf(cell) < DEPTH.own,
  },
  {
    why: 'The operator is above every state, to activate and to limit.',
    applies: (cell) => isOneOf(OPERATING, cell) && cell.caller === 'operator' && (isLiving(cell) || !isNamed(cell)),
  },
  {
    why: 'Who is refused may ask why, and a token that leaked is taken back whatever the state.',
    applies: (cell) => isOneOf(REMAINING, cell) && isKin(cell) && isLiving(cell),
  },
  {
    why: 'A token ends itself and its like, whatever the state.',
    applies: (cell) => isOneOf(ENDING, cell),
  },
  {
    why: 'The list of organizations remains readable, and shows that one is suspended.',
    applies: (cell) => isOneOf(LISTING, cell) && isLiving(cell),
  },
  {
    why: 'A request that names no organization depends on the caller’s own path, and the state is beside it.',
    applies: (cell) => !isNamed(cell) && !isBelow(cell) && !isOneOf(OPERATING, cell),
  },
];

/** Whether the state is one of the caller's own organization, or of one above that. */
function isBelow({ caller, state }: Cell): boolean {
  return state !== undefined && LINE[caller].includes(state.of);
}

/** How a cell is to be answered, success being left to what the route's business says of it. */
export function expectedOf(cell: Cell): Expected {
  const isPermitted = cell.state === undefined ? isOpenTo(cell) : PERMITTED.some(({ applies }) => applies(cell));
  return isPermitted ? businessOf(cell) : refusalOf(cell);
}

/** Without any state: related callers may do all but what is for those above, or for the operator. */
function isOpenTo(cell: Cell): boolean {
  if (isNamed(cell) && !isKin(cell)) return false;
  if (isOneOf(OPERATING, cell)) return cell.caller === 'operator';
  return !isOneOf(GOVERNING, cell) || depthOf(cell) < DEPTH.own;
}

/** Found, then suspended, then activated, then permitted (decisions §4). */
function refusalOf(cell: Cell): Expected {
  const { state } = cell;
  if (isNamed(cell) && (!isKin(cell) || !isLiving(cell))) return notFound(cell);
  const isJudged = isNamed(cell) ? isKept(cell) : isBelow(cell);
  if (state === undefined || !isJudged) return said(cell, 403, 'permission_denied', 'Forbidden');
  if (state.is === 'deleted') return said(cell, 404, 'organization_not_found', 'OrganizationNotFound');
  if (state.is === 'suspended') return said(cell, 403, 'organization_suspended', 'OrganizationSuspended');
  return said(cell, 403, 'organization_not_activated', 'OrganizationNotActivated');
}

/** Whether the state keeps this caller from this request: a change is stopped from above too, for the operator as well. */
function isKept(cell: Cell): boolean {
  const isChange = !isRead(cell) && ![GOVERNING, OPERATING, REMAINING].some((names) => isOneOf(names, cell));
  return isChange || !isAboveState(cell);
}

function notFound(cell: Cell): Expected {
  const { path } = cell.route;
  const isWebhook = ABOUT_A_WEBHOOK.test(path);
  const code = ABOUT_A_TOKEN.test(path)
    ? 'api_token_not_found'
    : `${isWebhook ? 'webhook_endpoint' : 'organization'}_not_found`;
  // Where a path names both, the organization is looked for first.
  const name =
    ABOUT_AN_ORGANIZATION.test(path) || !ABOUT_AN_ENTERPRISE.test(path) ? 'OrganizationNotFound' : 'EnterpriseNotFound';
  return said(cell, 404, code, name);
}

/** What a route says to those who may, where `own` is managed and has a child: nothing but success, with few exceptions. */
function businessOf(cell: Cell): Expected {
  const name = nameOf(cell.route);
  if (/^(GET|PUT) \S+\/:organization\/policy(_limits)?$/.test(name)) {
    return { status: 400, code: 'policy_not_available_for_managed_organizations' };
  }
  if (/\/users\/current$/.test(name) && cell.caller !== 'user') {
    return { status: 404, code: 'no_user_associated_with_identity' };
  }
  return { status: 'success' };
}

function said({ route }: Cell, status: number, code: string, name: string): Expected {
  return { status, code: route.dialect === 'api-v2' ? name : code };
}
