import { grants, type Life, type Token } from './core-v1-life.model.js';
import { keyed, remember, underKey, type KeyedRequest } from './core-v1-life.keys.js';
import { about, type Draw, type Plan, someOrg, someToken } from './core-v1-life.steps.js';

/** No caller delegates scopes that it does not have. */
const isGivable = (token: Token, scopes: readonly string[]) => scopes.every((scope) => grants(token, scope));

export function createToken(
  life: Life,
  draw: Draw,
  org = someOrg(life, draw),
  token = someToken(life, draw, life.path(org)),
): Plan {
  const { scopes } = draw;
  const json = { properties: { name: `T${draw.name}`, scopes } };
  const again = (by: Token) => createToken(life, draw, org, by);
  const keyedRequest: KeyedRequest = { life, token, route: 'POST api_tokens', draw, meaning: [org.id, json], again };
  const { refusal, replays } = underKey(keyedRequest, life.refusal(token, ['api_tokens'], org, 'write'), () =>
    isGivable(token, scopes) ? undefined : '403 permission_denied',
  );
  return {
    call: about(org, 'POST organizations/:organization/api_tokens', token, draw, { json, ...keyed(life, draw) }),
    refusal,
    replays,
    learn: ({ body }) => {
      const { id } = body.api_token;
      const secret = String(body.api_token.secret);
      life.tokens.push({ id, secret, of: org, scopes, revoked: false });
      remember(keyedRequest, { subject: id, shown: { secret, to: token.secret } });
    },
    members: () => ({ api_token: { organization_id: org.id, scopes } }),
    check: ({ api_token: shown }) => {
      if (!replays) return expect(shown.secret).toMatch(/^tnt_/);
      expect(shown).toMatchObject({ id: replays.subject, secret: secretAgain(life, token, replays) });
    },
  };
}

/** A repetition shows a secret to the token that got it first, as long as the secret is valid. */
function secretAgain(life: Life, { secret: asking }: Token, { subject, shown }: NonNullable<Plan['replays']>) {
  const made = life.tokens.find(({ id }) => id === subject);
  const isSecret = made !== undefined && !made.revoked && made.secret === shown?.secret;
  return isSecret && shown?.to === asking ? shown.secret : null;
}

/** A token that is asked about: never the operator's own, without which a life comes to its end. */
function someNamed({ tokens }: Life, { org }: Draw): Token {
  const among = tokens.filter(({ id }, at) => at > 0 && id !== '');
  return among[org % among.length]!;
}

const near = (life: Life, draw: Draw, { of }: Token) => someToken(life, draw, of ? life.path(of) : life.orgs);

export function revoke(life: Life, draw: Draw): Plan {
  const named = someNamed(life, draw);
  const token = near(life, draw, named);
  return {
    call: { method: 'DELETE', url: `/core/v1/api_tokens/${named.id}`, token: token.secret },
    refusal: life.refusalOfToken(token, named, 'revokeTokens'),
    learn: () => (named.revoked = true),
    members: () => ({ api_token: { id: named.id } }),
  };
}

/** The former secret is kept among the tokens, as one that no longer is. */
export function regenerate(life: Life, draw: Draw): Plan {
  const named = someNamed(life, draw);
  const token = near(life, draw, named);
  const denied = isGivable(token, named.scopes) ? undefined : '403 permission_denied';
  return {
    call: { method: 'POST', url: `/core/v1/api_tokens/${named.id}/regenerate_secret`, token: token.secret },
    refusal: life.refusalOfToken(token, named, 'write') ?? denied,
    learn: ({ body }) => {
      life.tokens.push({ ...named, id: '', revoked: true });
      named.secret = String(body.api_token.secret);
    },
    members: () => ({ api_token: { id: named.id, scopes: named.scopes, secret: named.secret } }),
  };
}
