import type { DialectName } from '../../dialects/shared/dialect.js';
import type { Route } from './routes.js';

/** The nouns of each dialect, in the order in which they are shown: that of its documented creation first. */
const NOUNS: Readonly<Record<DialectName, Readonly<Record<string, string>>>> = {
  'api-v2': {
    Enterprises: 'Customers of an organization.',
    'Enterprise users': 'Who has a role in an enterprise.',
    Organizations: 'What the caller may see of organizations, and who has a role in them.',
    Users: 'People, by id or email.',
    'Access tokens': "The caller's own tokens.",
    Client: 'What the published SDK asks for before it has a token.',
  },
  'core-v1': {
    'Managed organizations': 'Organizations below another one, which created them.',
    Organizations: 'Roots and managed organizations: their profile, annotations and deletion.',
    'Organization state': 'Activation, and the holds that suspend an organization.',
    'Organization limits': 'How many organizations a tree may have.',
    'Organization users': 'Who may enter an organization.',
    'API tokens': "An organization's tokens.",
    'Audit events': 'What was done, by whom.',
    Events: 'What happened, in one order, for programs that read on.',
    Webhooks: 'Where events are sent to, and how it went.',
    'Currencies and countries': 'Reference data.',
    Schema: 'This API, described for generators of clients.',
  },
};

const DIALECTS: Readonly<Record<DialectName, string>> = {
  'api-v2': 'Errors are `{name, context, error, requestId}`.',
  'core-v1': 'Errors are `{"error": {code, description, detail}}`.',
};

const HEALTH = 'Health';

/** What the document calls the group of a route: its noun and its dialect. @throws Error for an unknown noun */
export function tagNameOf({
  noun,
  dialectName,
  operationId,
}: Pick<Route, 'noun' | 'dialectName' | 'operationId'>): string {
  if (dialectName === undefined) return HEALTH;
  if (noun === undefined || !(noun in NOUNS[dialectName])) {
    throw new Error(`The controller of ${operationId} has no @ApiTag that ${dialectName} knows.`);
  }
  return nameOf(noun, dialectName);
}

interface Tag {
  readonly name: string;
  readonly description: string;
}

/** The tags of a document. @param only the dialect of the document; absent for both */
export function tagsOf(only?: DialectName): Tag[] {
  const dialects = dialectsOf(only);
  // The nouns of the two documented creations ahead of all others.
  const [first, rest] = [dialects.map((dialect) => nouns(dialect).slice(0, 1)), dialects.map((d) => nouns(d).slice(1))];
  const health = only === undefined ? [{ name: HEALTH, description: 'Probes, without a token.' }] : [];
  return [...first.flat(), ...rest.flat(), ...health];
}

/** The tags by dialect, for pages that show groups of tags. */
export function tagGroupsOf(only?: DialectName): object[] {
  const groups = dialectsOf(only).map((name) => ({ name, tags: nouns(name).map((tag) => tag.name) }));
  return only === undefined ? [...groups, { name: 'Service', tags: [HEALTH] }] : groups;
}

function dialectsOf(only: DialectName | undefined): DialectName[] {
  return (Object.keys(NOUNS) as DialectName[]).filter((name) => only === undefined || name === only);
}

function nouns(dialect: DialectName): Tag[] {
  return Object.entries(NOUNS[dialect]).map(([noun, description]) => ({
    name: nameOf(noun, dialect),
    description: `${description} ${DIALECTS[dialect]}`,
  }));
}

const nameOf = (noun: string, dialect: DialectName): string => `${noun} (${dialect})`;
