import { isIP } from 'node:net';
import { DomainError } from '../common/errors.js';
import { isWithin } from '../common/networks.js';
import { isPublicAddress } from '../common/public-addresses.js';

/** The longest URL of an endpoint, in characters. */
export const MAX_WEBHOOK_URL = 2_048;

/** The lowest port that is accepted beside those of HTTP: below it other protocols are spoken. */
const FIRST_OTHER_PORT = 1_024;

/** Names that mean this machine or network: a dot is in every public one. */
const LOCAL_NAME = /^[^.]+\.?$|(^|\.)(localhost|local|internal)\.?$/;

/**
 * Where webhooks may be delivered to: by `https` to public addresses, and by `https` or `http` to the networks that the
 * operator allows. A URL is checked when it is set, and the address that its name has when something is sent.
 */
export class WebhookNetworks {
  constructor(
    /** Allowed to the endpoints of all. */
    private readonly ofAll: readonly string[],
    /** Allowed to the operator's own endpoints as well. */
    private readonly ofOperator: readonly string[],
  ) {}

  /**
   * Whether something may be sent to this address.
   * @param organizationId of the endpoint; '' for one of the operator
   * @param protocol of its URL, such as `https:`
   */
  allows(organizationId: string, protocol: string, address: string): boolean {
    if (this.allowedFor(organizationId).some((networks) => isWithin(networks, address))) return true;
    return protocol === 'https:' && isPublicAddress(address);
  }

  /**
   * The URL in its normal form, if an endpoint may have it. A name is not resolved: it is whatever it is when it is used.
   * @throws DomainError webhook_url_not_allowed
   */
  urlOf(organizationId: string, text: string): string {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const details = url ? this.faultOf(organizationId, url) : 'It is not a URL such as https://example.com/webhooks';
    if (!url || details !== undefined) throw new DomainError('webhook_url_not_allowed', { details: details ?? '' });
    return url.href;
  }

  private faultOf(organizationId: string, url: URL): string | undefined {
    const isAnyAllowed = this.allowedFor(organizationId).some((networks) => networks.length > 0);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAnyAllowed)) return 'It must begin with https://';
    if (url.username !== '' || url.password !== '') return 'It must not hold credentials: deliveries are signed';
    if (url.href.includes('#')) return 'It must not have a fragment';
    if (url.href.length > MAX_WEBHOOK_URL) return `It must not have more than ${MAX_WEBHOOK_URL} characters`;
    if (url.port !== '' && Number(url.port) < FIRST_OTHER_PORT) return 'Its port must be 443, or 1024 or above';
    const address = url.hostname.replace(/^\[|\]$/g, '');
    const isPossible =
      isIP(address) > 0
        ? this.allows(organizationId, url.protocol, address)
        : isAnyAllowed || !LOCAL_NAME.test(address);
    return isPossible ? undefined : 'Its host is not a public one';
  }

  private allowedFor(organizationId: string): readonly (readonly string[])[] {
    return organizationId === '' ? [this.ofAll, this.ofOperator] : [this.ofAll];
  }
}
