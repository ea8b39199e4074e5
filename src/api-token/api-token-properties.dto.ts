import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Optional } from '../http/arguments/check.js';
import { UnixTime } from '../http/arguments/scalars.js';
import { Text, TextList } from '../http/arguments/text.js';
import type { ApiTokenProperties } from './api-token.rules.js';

/** More elements than this are no wish of anybody's; what they may be is the domain's matter, and a 422. */
const MAX_ELEMENTS = 100;

/** What can be said of a token (published as APITokenArguments); each member may be left out. */
@ArgumentSet('CoreAPI/ArgumentSets/APITokenArguments')
export class ApiTokenPropertiesDto {
  @Optional({ nullIsAbsent: true })
  @Text()
  name?: string | null;

  @Optional({ nullIsAbsent: true })
  @TextList({ maxItems: MAX_ELEMENTS })
  authorized_ip_addresses?: string[] | null;

  @Optional({ nullIsAbsent: true })
  @UnixTime()
  expires_at?: number | null;

  @Optional({ nullIsAbsent: true })
  @TextList({ maxItems: MAX_ELEMENTS })
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
