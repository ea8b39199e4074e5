import { type Command, Option } from 'commander';
import type { TokenSubject } from '../../token/stored-token.js';
import { ORGANIZATION, USER } from './arguments.js';
import { organizationNamed } from './organization-named.js';
import type { CommandSession } from './session.js';

/** The subject of a token, as options name it: at most one of the three. */
export interface NamedSubject {
  readonly operator?: true;
  readonly organization?: string;
  readonly user?: string;
}

/** `--operator`, `--organization` and `--user`, of which one excludes the others, each with what it means there. */
export function subjectOptions(command: Command, meaning: Record<keyof NamedSubject, string>): Command {
  const { operator, organization, user } = meaning;
  const ofOrganization = new Option('--organization <organization>', `${organization}: ${ORGANIZATION}`);
  return command
    .addOption(new Option('--operator', operator).conflicts(['organization', 'user']))
    .addOption(ofOrganization.conflicts('user'))
    .option('--user <user>', `${user}: ${USER}`);
}

/**
 * The subject that the options name, or undefined where they name none.
 * @throws DomainError organization_not_found, user_not_found
 */
export async function subjectNamed(
  session: CommandSession,
  { operator, organization, user }: NamedSubject,
): Promise<TokenSubject | undefined> {
  if (organization !== undefined) {
    return { kind: 'organization', organizationId: (await organizationNamed(session, organization)).id };
  }
  if (user !== undefined) return { kind: 'user', userId: (await session.users.find(session.ctx, user)).id };
  return operator && { kind: 'operator' };
}
