import { Command } from 'commander';
import type { ListedToken } from '../../../token/keeping/access-token-list.service.js';
import type { Cli } from '../../support/cli.js';
import { type PageOptions, paged, pageReport, queryOf } from '../../support/page.js';
import { Coloured } from '../../output/coloured.js';
import type { Cell } from '../../output/tables.js';
import { iso, moment } from '../../output/times.js';
import { type NamedSubject, subjectNamed, subjectOptions } from '../../support/token-subject.js';

const SUBJECTS = {
  operator: "only the operator's",
  organization: 'only those of this one',
  user: 'only those of this one',
};

/** Wide enough for an id, the longest scope and when it was last used; 100 columns with two spaces before each. */
const WIDTHS = { token: 32, scopes: 28, state: 34 };

/** `tenantry token list`. */
export function tokenListCommand(cli: Cli): Command {
  return paged(subjectOptions(new Command('list'), SUBJECTS))
    .description('Lists access tokens, the oldest first, expired and revoked ones included; never a secret.')
    .addHelpText(
      'after',
      `
The last use is exact to a minute. A token without networks may be used from anywhere, and one without calls per
minute has the limit of RATE_LIMIT.

Examples:
  tenantry token list
  tenantry token list --organization my-platform
  tenantry token list --operator --json`,
    )
    .action((options: NamedSubject & PageOptions) =>
      cli.run(async (session) => {
        const subject = await subjectNamed(session, options);
        const query = { ...queryOf(options), ...(subject && { subject }) };
        const { tokens, more } = await session.tokenList.list(session.ctx, query);
        const none = 'There are no tokens.';
        return pageReport({ name: 'tokens', none, items: tokens, more, row, json, widths: WIDTHS });
      }),
    );
}

function row(token: ListedToken): Record<string, Cell> {
  const { networks, rateLimit, expiresAt, lastUsedAt } = token;
  const whose = token.subject.kind === 'operator' ? undefined : (token.subjectName ?? 'erased');
  return {
    token: [token.id, token.name, [token.subject.kind, whose].filter(Boolean).join(' ')],
    scopes: token.scopes,
    state: [
      stateOf(token),
      expiresAt === null ? 'never expires' : `expires ${moment(expiresAt)}`,
      lastUsedAt === null ? 'never used' : `last used ${moment(lastUsedAt)}`,
      ...(rateLimit === null ? [] : [rateLimit === 0 ? 'calls without limit' : `${rateLimit} calls per minute`]),
      ...networks.map((network) => `only from ${network}`),
    ],
  };
}

function stateOf({ revokedAt, expiresAt }: ListedToken): Coloured {
  if (revokedAt !== null) return new Coloured('red', 'revoked');
  if (expiresAt !== null && expiresAt <= Date.now()) return new Coloured('yellow', 'expired');
  return new Coloured('green', 'valid');
}

function json({ subject, subjectName, ...token }: ListedToken): Record<string, unknown> {
  const { kind, ...ids } = subject;
  const { id, name, scopes, networks, rateLimit, countedWith } = token;
  return {
    ...{ id, kind, ...ids, subjectName, name, scopes, networks, rateLimit, countedWith },
    createdAt: iso(token.createdAt),
    expiresAt: iso(token.expiresAt),
    lastUsedAt: iso(token.lastUsedAt),
    revokedAt: iso(token.revokedAt),
  };
}
