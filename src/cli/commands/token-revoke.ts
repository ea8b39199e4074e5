import { Command } from 'commander';
import { isId } from '../../common/ids.js';
import type { Cli } from '../cli.js';
import { EXIT, Failure } from '../failure.js';

/** `tenantry token revoke`. */
export function tokenRevoke(cli: Cli): Command {
  return new Command('revoke')
    .description('Ends a token, for good. Running services refuse it within TOKEN_CACHE_MS (default: 1 second).')
    .argument('<token>', 'its id (32 hex digits), never its secret')
    .addHelpText('after', '\nExample:\n  tenantry token revoke 019a5f2c7d1b7e0c8a4b6d2f9c3e5a71')
    .action((id: string, _: object, command: Command) => {
      // The message leaves the secret out, as would not happen if this were judged by an argument parser.
      if (id.startsWith('tnt_'))
        command.error('a secret was given: secrets never belong in arguments; name the token by its id');
      return cli.run(async ({ ctx, tokens }) => {
        if (isId(id) && (await tokens.revoke(ctx, id)))
          return { text: 'The token is revoked.', json: { id, revoked: true } };
        throw new Failure(EXIT.refused, 'api_token_not_found', `There is no token with the id ${id}.`);
      });
    });
}
