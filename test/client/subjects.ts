import { createClient } from '../../clients/typescript/src/client.js';
import type { Stage } from '../support/scenes/stage.js';
import type { Subjects } from './operations.js';

/** What the calls of every operation are about, on a stage of their own. @param send through which they are sent */
export async function subjectsOn({ app, make }: Stage, send: typeof fetch = fetch): Promise<Subjects> {
  const baseUrl = await app.listen();
  const clientOf = (token: string) => createClient({ baseUrl, token, fetch: send, retry: { retries: 0 } });
  const root = await make.root();
  const user = await make.member(root, 'admin');
  return {
    ...{ make, root, user, clientOf },
    managed: await make.managed(root),
    enterprise: await make.enterprise(root, { additionalAdmins: [user.id] }),
    operator: clientOf(await make.operatorToken()),
    own: clientOf(await make.organizationToken(root)),
    person: clientOf(await make.userToken(user)),
  };
}
