import { createServer } from 'node:http';
import { auth } from './service.mjs';

/**
 * The creation of a tenant as an application on better-auth would write it: find or create the user, create the
 * organization, add each further admin. Each is a call of its library, with the statements that these make.
 */

const { internalAdapter } = await auth.$context;

async function create({ email, idempotencyKey, additionalAdmins, thirdPartyIdentifier }) {
  const found = await internalAdapter.findUserByEmail(email);
  const user = found?.user ?? (await internalAdapter.createUser({ email, name: email, emailVerified: false }));
  const metadata = { thirdPartyIdentifier };
  const body = { name: email, slug: idempotencyKey, userId: user.id, metadata };
  const organization = await auth.api.createOrganization({ body });
  for (const userId of additionalAdmins) {
    await auth.api.addMember({ body: { userId, organizationId: organization.id, role: 'admin' } });
  }
  return { enterpriseId: organization.id, userId: user.id };
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function send(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  if (request.url === '/ready') return send(response, 200, {});
  try {
    send(response, 200, await create(await read(request)));
  } catch (error) {
    send(response, 500, { error: String(error) });
  }
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
