import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/check.js';
import { StringField } from '../../http/validation/fields/text.js';

/** core-v1's way to name a token: by its id, never by its secret (core-v1.md §2.2, rule 7). */
@ArgumentSet('CoreAPI/ArgumentSets/APITokenLookup', {
  name: 'API Token Lookup',
  description: 'Provides for API tokens to be looked up',
  refuses: ['api_token_not_found'],
})
export class ApiTokenLookupDto {
  @Optional({ nullIsAbsent: true })
  @StringField()
  id?: string | null;

  /** An `id` of null is a lookup like any other: it finds nothing. */
  toId(): string {
    return this.id ?? '';
  }
}
