import type { Welcome } from './first-start.service.js';

/**
 * What a first start prints: what was created, and a call for each of two documented endpoints that works unchanged.
 */
export function welcomeText(welcome: Welcome, origin: string): string {
  const call = (path: string, body: object) =>
    [
      `  curl -s -X POST ${origin}${path} \\`,
      `    -H 'Authorization: Bearer ${welcome.secret}' \\`,
      `    -H 'Content-Type: application/json' \\`,
      `    -d '${JSON.stringify(body)}'`,
    ].join('\n');
  return `
Tenantry is ready at ${origin}

This is the first start, so there is a demo organization and a token for it. The token
expires on ${welcome.expiresAt.slice(0, 10)} and is not shown again.

  organization  ${welcome.organizationId}
  token         ${welcome.secret}

Create an enterprise in it (200):

${call(`/api/v2/organization/${welcome.organizationId}/enterprise`, {
  email: 'ada@example.com',
  idempotencyKey: 'first-enterprise',
  additionalAdmins: [],
})}

Create a managed organization in it (201):

${call(`/core/v1/organizations/${welcome.organizationId}/managed`, { name: 'First Customer', sub_domain: 'first-customer' })}

To read and try the rest of the API:

  ${origin}/docs

The operator's token, which may do everything, is in
  ${welcome.operatorTokenFile}

`;
}
