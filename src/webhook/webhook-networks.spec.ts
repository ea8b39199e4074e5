import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../common/errors.js';
import { WebhookNetworks } from './webhook-networks.js';

const ORGANIZATION = '59cd72485007a239fb00282ed480da1f';
const CLOSED = new WebhookNetworks([], []);
const OPEN = new WebhookNetworks(['127.0.0.0/8', '::1'], ['10.1.0.0/16']);

/** The URL as it is stored, or why it is refused. */
function outcome(networks: WebhookNetworks, owner: string, text: string): string {
  try {
    return networks.urlOf(owner, text);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'webhook_url_not_allowed') {
      return (error as DomainError<'webhook_url_not_allowed'>).context.details;
    }
    throw error;
  }
}

describe('the URL of a webhook endpoint', () => {
  it.each([
    ['https://example.com/webhooks', 'https://example.com/webhooks'],
    ['HTTPS://Example.COM:443/a?b=c', 'https://example.com/a?b=c'],
    ['https://hooks.example.com:8443', 'https://hooks.example.com:8443/'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https://8.8.8.8/', 'https://8.8.8.8/'],
    ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
  ])('%s is accepted as %s', (text, stored) => {
    expect(outcome(CLOSED, ORGANIZATION, text)).toBe(stored);
  });

  const NO_URL = 'It is not a URL such as https://example.com/webhooks';
  const NOT_HTTPS = 'It must begin with https://';
  const NOT_PUBLIC = 'Its host is not a public one';
  it.each([
    ['example.com', NO_URL],
    ['https://', NO_URL],
    ['https://exa mple.com', NO_URL],
    ['https://example.com:70000/', NO_URL],
    ['http://example.com/', NOT_HTTPS],
    ['ftp://example.com/', NOT_HTTPS],
    ['javascript:alert(1)', NOT_HTTPS],
    ['https://user:secret@example.com/', 'It must not hold credentials: deliveries are signed'],
    ['https://user@example.com/', 'It must not hold credentials: deliveries are signed'],
    ['https://example.com/#a', 'It must not have a fragment'],
    ['https://example.com/#', 'It must not have a fragment'],
    ['https://example.com:22/', 'Its port must be 443, or 1024 or above'],
    ['https://example.com:80/', 'Its port must be 443, or 1024 or above'],
    [`https://example.com/${'ä'.repeat(400)}`, 'It must not have more than 2048 characters'],
    ['https://localhost/', NOT_PUBLIC],
    ['https://a.localhost./', NOT_PUBLIC],
    ['https://redis/', NOT_PUBLIC],
    ['https://metadata.google.internal/', NOT_PUBLIC],
    ['https://127.0.0.1/', NOT_PUBLIC],
    ['https://2130706433/', NOT_PUBLIC],
    ['https://0x7f.1/', NOT_PUBLIC],
    ['https://0177.0.0.1/', NOT_PUBLIC],
    ['https://169.254.169.254/latest/meta-data', NOT_PUBLIC],
    ['https://10.1.2.3/', NOT_PUBLIC],
    ['https://[::1]/', NOT_PUBLIC],
    ['https://[::ffff:127.0.0.1]/', NOT_PUBLIC],
    ['https://[64:ff9b::7f00:1]/', NOT_PUBLIC],
    ['https://[fe80::1]/', NOT_PUBLIC],
  ])('%s is refused: %s', (text, details) => {
    expect(outcome(CLOSED, ORGANIZATION, text)).toBe(details);
  });

  it.each([
    [ORGANIZATION, 'http://127.0.0.1:4000/', 'http://127.0.0.1:4000/'],
    [ORGANIZATION, 'http://receiver:4000/', 'http://receiver:4000/'],
    [ORGANIZATION, 'https://10.1.2.3/', NOT_PUBLIC],
    [ORGANIZATION, 'http://8.8.8.8/', NOT_PUBLIC],
    ['', 'http://10.1.2.3/', 'http://10.1.2.3/'],
    ['', 'http://10.2.2.3/', NOT_PUBLIC],
    ['', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/'],
  ])('where networks are allowed, that of %j is for %s: %s', (owner, text, expected) => {
    expect(outcome(OPEN, owner, text)).toBe(expected);
  });
});

describe('the address to which something is sent', () => {
  it.each([
    [CLOSED, ORGANIZATION, 'https:', '8.8.8.8', true],
    [CLOSED, ORGANIZATION, 'http:', '8.8.8.8', false],
    [CLOSED, '', 'https:', '10.1.2.3', false],
    [OPEN, ORGANIZATION, 'http:', '127.0.0.1', true],
    [OPEN, ORGANIZATION, 'http:', '::ffff:127.0.0.1', true],
    [OPEN, ORGANIZATION, 'https:', '10.1.2.3', false],
    [OPEN, '', 'http:', '10.1.2.3', true],
    [OPEN, ORGANIZATION, 'http:', '8.8.8.8', false],
  ])('%#: of %j by %s at %s is allowed: %s', (networks, owner, protocol, address, allowed) => {
    expect(networks.allows(owner, protocol, address)).toBe(allowed);
  });
});
