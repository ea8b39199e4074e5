import { said } from '../support/answers.js';
import { aKey, anEmail } from '../support/scenes/factories.js';
import { createEnterprise, type Installation } from '../support/scenes/installation.js';
import { race } from '../support/until.js';

const COPIES = 8;

/**
 * Rounds of one key from many callers at once, and then of the same key for something else.
 * @returns what was answered wrongly: two enterprises for a key, or anything but a refusal for its second use
 */
export async function sameKeys(here: Installation, rounds: number): Promise<string[]> {
  const root = await here.make.root();
  const token = await here.make.organizationToken(root);
  const found: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const idempotencyKey = aKey();
    const call = createEnterprise(root, token, { idempotencyKey, email: anEmail() });
    const answers = await race(COPIES, (number) => here.call(number, call));
    const ids = new Set(answers.map(({ status, body }) => (status === 200 ? body.enterpriseId : `answered ${status}`)));
    if (ids.size > 1) found.push(`one key: ${[...ids].join(', ')}`);
    const other = await here.call(round, createEnterprise(root, token, { idempotencyKey, email: anEmail() }));
    if (other.status !== 409) found.push(`the key for another email: ${said(other)}`);
  }
  const rows = await here.sql.count('enterprises', 'organization_id = ?', [root.id]);
  if (rows !== rounds) found.push(`${rows} enterprises for ${rounds} keys`);
  return found;
}
