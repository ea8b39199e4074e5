import { Command } from 'commander';
import { isId } from '../../../common/ids.js';
import type { Cli } from '../../support/cli.js';
import { EXIT, Failure } from '../../output/failure.js';
import { refuseSecret, TOKEN } from '../../support/token-argument.js';

/** `tenantry token revoke`. */
export function tokenRevokeCommand(cli: Cli): Command {
  return new Command('revoke')
    .description('Revokes a token permanently. Running services refuse it within TOKEN_CACHE_MS (default: 1 second).')
    .argument('<token>', TOKEN)
    .addHelpText('after', '\nExample:\n  tenantry token revoke 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71')
    .action((id: string, _: object, command: Command) => {
      refuseSecret(id, command);
      return cli.run(async ({ ctx, tokens }) => {
        if (isId(id) && (await tokens.revoke(ctx, id)))
          return { text: 'The token is revoked.', json: { id, revoked: true } };
        throw new Failure(EXIT.refused, 'api_token_not_found', `There is no token with the id ${id}.`);
      });
    });
}
