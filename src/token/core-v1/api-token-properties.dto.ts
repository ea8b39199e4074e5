import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/check.js';
import { UnixTime } from '../../http/validation/fields/scalars.js';
import { line, NETWORK, StringField, StringArrayField } from '../../http/validation/fields/text.js';
import type { ApiTokenProperties } from './api-token.rules.js';
import { MAX_NETWORKS, TOKEN_NAME } from '../token.rules.js';
import { EVERY_SCOPE, SCOPES } from '../../auth/scopes.js';

/** What a scope is, in words. */
const GRANTED_SCOPE = { form: `\`${EVERY_SCOPE}\`, or one of ${SCOPES.map((scope) => `\`${scope}\``).join(', ')}.` };

/** What can be said of a token (published as APITokenArguments); each member may be left out. */
@ArgumentSet('CoreAPI/ArgumentSets/APITokenArguments')
export class ApiTokenPropertiesDto {
  @Optional({ nullIsAbsent: true })
  @StringField({ domain: line(TOKEN_NAME) })
  name?: string | null;

  @Optional({ nullIsAbsent: true })
  @StringArrayField({ domain: { maxItems: MAX_NETWORKS, form: NETWORK.form } })
  authorized_ip_addresses?: string[] | null;

  @Optional({ nullIsAbsent: true })
  @UnixTime()
  expires_at?: number | null;

  @Optional({ nullIsAbsent: true })
  @StringArrayField({ domain: GRANTED_SCOPE })
  scopes?: string[] | null;

  toInput(): ApiTokenProperties {
    const { name, authorized_ip_addresses: addresses, expires_at: expiresAt, scopes } = this;
    return {
      ...(typeof name === 'string' && { name: name.trim() }),
      ...(addresses && { authorizedIpAddresses: addresses }),
      ...(typeof expiresAt === 'number' && { expiresAt: expiresAt * 1_000 }),
      ...(scopes && { scopes }),
    };
  }
}
