import { setTimeout as pause } from 'node:timers/promises';
import type { LoggedEvent } from '../../../audit-log/logged-event.js';
import { eventMessage } from '../../../webhook/delivery/webhook-body.js';
import type { Attempt, DeliveryError } from '../../../webhook/sending/attempt.js';
import { SystemResolver } from '../../../webhook/sending/name-resolver.js';
import { WebhookSender } from '../../../webhook/sending/webhook-sender.service.js';
import { WebhookNetworks } from '../../../webhook/webhook-networks.js';
import { OPERATOR } from '../../../webhook/webhook-endpoint.js';
import type { Report } from '../../output/report.js';
import { iso } from '../../output/times.js';

const ANYWHERE = ['0.0.0.0/0', '::/0'];
const ATTEMPT_MS = 15_000;
const RETRY_MS = 2_000;
const LONGEST_ANSWER = 200;
const GONE = 410;

const NO_ANSWER: Partial<Record<DeliveryError, string>> = {
  name_not_resolved: 'the name of the host was not found',
  not_connected: 'nothing accepts connections there',
  tls_failed: 'TLS failed; NODE_EXTRA_CA_CERTS names an authority of your own',
  timed_out: `no answer within ${ATTEMPT_MS / 1_000} seconds`,
  connection_broken: 'the connection ended before the answer',
};

/** Sends events to the receiver of a developer, on whatever address, as the service sends them to endpoints. */
export class Forwarding {
  private readonly sender = new WebhookSender(new WebhookNetworks([], ANYWHERE), new SystemResolver(), {
    attemptMs: ATTEMPT_MS,
    // A receiver under development comes and goes: each event has a connection of its own.
    ...{ idleMs: 1, connectionMs: 0 },
  });

  constructor(
    private readonly url: string,
    private readonly secret: string,
    private readonly stopped: AbortSignal,
  ) {}

  /**
   * Sends an event until it is answered, with whatever status.
   * @param print shows an attempt; attempts that fail as the one before are not shown. Gives whether there is a reader
   * @returns whether it was answered; false when it was stopped, or the output was closed, before
   */
  async send(event: LoggedEvent, print: (report: Report) => Promise<boolean>): Promise<boolean> {
    const target = { organizationId: OPERATOR, url: this.url, secrets: [this.secret] };
    const message = eventMessage({ ...event, type: event.action });
    let before: DeliveryError | null = null;
    for (;;) {
      const [attempt] = await this.sender.send(target, [message], this.stopped);
      if (!attempt) return false;
      const isAnswered = attempt.status !== null;
      const isNew = isAnswered || attempt.error !== before;
      if (isNew && !(await print(shown(event, attempt)))) return isAnswered;
      if (isAnswered) return true;
      before = attempt.error;
      await pause(RETRY_MS, undefined, { signal: this.stopped }).catch(() => undefined);
    }
  }
}

function shown({ id, at, action }: LoggedEvent, attempt: Attempt): Report {
  const { status, error, answer } = attempt;
  const tookMs = Math.round(attempt.tookMs);
  return {
    text: [iso(at), action, id, outcomeOf(attempt, tookMs)].join('  '),
    json: { id, type: action, at: iso(at), status, error, answer, tookMs },
  };
}

/** One line: an answer may have many. */
function outcomeOf({ status, error, answer }: Attempt, tookMs: number): string {
  if (status === null) {
    return `${NO_ANSWER[error!] ?? error}; it is sent again every ${RETRY_MS / 1_000} seconds until it is answered`;
  }
  const parts = [`${status} in ${tookMs} ms`];
  if (error !== null) parts.push(consequenceOf(status, error));
  if (error !== null && answer !== null) parts.push(answer.replace(/\s+/g, ' ').slice(0, LONGEST_ANSWER));
  return parts.join('  ');
}

/** What the status would mean for a delivery to an endpoint. */
function consequenceOf(status: number, error: DeliveryError): string {
  if (status === GONE) return 'failed: the service would disable the endpoint';
  if (error === 'redirected') return 'failed: redirects are not followed';
  return 'failed: the service would send it again';
}
