import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { newId } from '../../common/ids.js';
import type { Page, PageRequest } from '../../common/page.js';
import { Database } from '../../database/database.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import type { Statement, Tx } from '../../database/statement.js';
import { type Claim, NO_CLAIM, type StoredResult } from '../../idempotency/idempotency.service.js';
import { keySpent } from '../../idempotency/key-spent.js';
import { newWebhookSecret, WebhookSecrets } from '../secrets/webhook-secrets.js';
import { type WebhookEndpoint, webhookEndpointOf, type WebhookEndpointRow } from '../webhook-endpoint.js';
import {
  webhookEndpointById,
  webhookEndpointDelete,
  webhookEndpointInsert,
  webhookEndpointsOf,
  webhookEndpointUpdate,
  webhookPlaces,
} from '../webhook-endpoint.queries.js';
import { WebhookNetworks } from '../webhook-networks.js';
import {
  ownerId,
  WebhookEndpointChangeService,
  type WebhookChangeOptions,
  type WebhookOwner,
} from './webhook-endpoint-change.service.js';
import type { NamedWebhookEndpoint } from './webhook-endpoint-lookup.service.js';
import {
  auditDataOf,
  changedMembers,
  existing,
  freePlace,
  NEW_WEBHOOK_ENDPOINT,
  type WebhookEndpointInput,
  withInput,
} from './webhook-endpoint.rules.js';

/** An endpoint with its secret, where it is new: the only time that it is shown. */
export interface ShownWebhookEndpoint extends WebhookEndpoint {
  readonly secret: string | null;
}

/** Endpoints of webhooks, of organizations and of the operator. */
@Injectable()
export class WebhookEndpointService {
  constructor(
    private readonly database: Database,
    private readonly changes: WebhookEndpointChangeService,
    private readonly secrets: WebhookSecrets,
    private readonly networks: WebhookNetworks,
  ) {}

  /** One page of the owner's endpoints, oldest first: not those of organizations below. */
  async list(ctx: CallContext, owner: WebhookOwner, { page, perPage }: PageRequest): Promise<Page<WebhookEndpoint>> {
    const rows = await this.read(ctx, webhookEndpointsOf(ownerId(owner)));
    const items = rows.slice((page - 1) * perPage, page * perPage).map(webhookEndpointOf);
    return { items, total: rows.length };
  }

  /**
   * Creates an endpoint, which receives what happens from then on. Every organization on the path is active.
   * @throws DomainError webhook_url_not_allowed, webhook_endpoint_limit_reached, secrets_key_missing; and as a change
   */
  async create(
    ctx: CallContext,
    owner: WebhookOwner,
    input: WebhookEndpointInput & { readonly url: string },
    claim: Claim = NO_CLAIM,
  ): Promise<ShownWebhookEndpoint> {
    const [id, organizationId, secret] = [newId(), ownerId(owner), newWebhookSecret()];
    const [url, secretSealed] = [this.networks.urlOf(organizationId, input.url), await this.secrets.seal(secret, id)];
    const insert = async (tx: Tx) => {
      const [places] = await tx.query(webhookPlaces(organizationId));
      const times = { createdAt: Date.now(), updatedAt: Date.now() };
      const created = withInput({ ...NEW_WEBHOOK_ENDPOINT, id, organizationId, url, secretSealed, ...times }, input);
      tx.queue(webhookEndpointInsert(created, freePlace(places.map(({ place }) => place))));
      return { action: 'webhook_endpoint.created' as const, data: auditDataOf(created) };
    };
    // Of two that take the same place the second finds another, or none.
    const retryOn = (fault: unknown) => isUniqueViolation(fault, 'uq_webhook_endpoints_place');
    await this.changes.apply(ctx, { id, owner }, insert, { claim, secret, retryOn });
    return this.shown(await this.found(ctx, id), secret);
  }

  /**
   * The endpoint that an idempotent request created or changed, as it is now; with its secret, as long as that is its own.
   * @throws DomainError idempotency_key_spent where it has been deleted
   */
  async findAfterReplay(ctx: CallContext, { subjectId, secret }: StoredResult): Promise<ShownWebhookEndpoint> {
    const [row] = await this.read(ctx, webhookEndpointById(subjectId));
    if (!row) throw keySpent('webhook_endpoint', subjectId);
    return this.shown(webhookEndpointOf(row), secret);
  }

  /**
   * Changes an endpoint. It holds for what is sent from then on, of what happened before as well; types for what happens
   * from then on. Enabling it ends the count of days for which it has failed.
   * @throws DomainError webhook_endpoint_not_found, webhook_url_not_allowed; and as a change
   */
  async update(
    { ctx, endpoint: { id, organizationId }, owner }: NamedWebhookEndpoint,
    input: WebhookEndpointInput,
    options: WebhookChangeOptions = {},
  ): Promise<ShownWebhookEndpoint> {
    const url = input.url === undefined ? {} : { url: this.networks.urlOf(organizationId, input.url) };
    const change = (tx: Tx, endpoint: WebhookEndpoint | undefined) => {
      const before = existing(endpoint);
      const changed = { ...withInput(before, input), ...url };
      const members = changedMembers(before, changed);
      if (members.length === 0) return undefined;
      tx.queue(webhookEndpointUpdate({ ...changed, updatedAt: Date.now() }));
      const data = { members: members.join(' '), ...auditDataOf(changed) };
      return { action: 'webhook_endpoint.changed' as const, data };
    };
    await this.changes.apply(ctx, { id, owner }, change, options);
    return this.shown(await this.found(ctx, id));
  }

  /**
   * Gives an endpoint another secret. For so many seconds each delivery is signed with the old one as well, so that the
   * receiver can take the new one at any time within it; what an earlier rotation had left is forgotten.
   * @throws DomainError webhook_endpoint_not_found, secrets_key_missing; and as a change
   */
  async rotateSecret(
    { ctx, endpoint: { id }, owner }: NamedWebhookEndpoint,
    previousSeconds: number,
    options: WebhookChangeOptions = {},
  ): Promise<ShownWebhookEndpoint> {
    const secret = newWebhookSecret();
    const secretSealed = await this.secrets.seal(secret, id);
    const change = (tx: Tx, endpoint: WebhookEndpoint | undefined) => {
      const before = existing(endpoint);
      const updatedAt = Date.now();
      const previousUntil = previousSeconds > 0 ? updatedAt + previousSeconds * 1_000 : null;
      const previousSecretSealed = previousUntil === null ? null : before.secretSealed;
      const rotated = { ...before, secretSealed, previousSecretSealed, previousUntil, updatedAt };
      tx.queue(webhookEndpointUpdate(rotated));
      return { action: 'webhook_endpoint.secret_rotated' as const, data: { previousUntil } };
    };
    await this.changes.apply(ctx, { id, owner }, change, { ...options, secret });
    return this.shown(await this.found(ctx, id), secret);
  }

  /**
   * Deletes an endpoint: nothing is sent to it any more, not even what was due.
   * @throws DomainError webhook_endpoint_not_found; and as a change
   */
  async delete(
    { ctx, endpoint: { id }, owner }: NamedWebhookEndpoint,
    options: WebhookChangeOptions = {},
  ): Promise<void> {
    const change = (tx: Tx, endpoint: WebhookEndpoint | undefined) => {
      tx.queue(webhookEndpointDelete(existing(endpoint).id));
      return { action: 'webhook_endpoint.deleted' as const };
    };
    await this.changes.apply(ctx, { id, owner }, change, options);
  }

  private async found(ctx: CallContext, id: string): Promise<WebhookEndpoint> {
    const [row] = await this.read(ctx, webhookEndpointById(id));
    return existing(row && webhookEndpointOf(row));
  }

  private async read(ctx: CallContext, statement: Statement<WebhookEndpointRow>): Promise<WebhookEndpointRow[]> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(statement));
    return rows;
  }

  private async shown(endpoint: WebhookEndpoint, secret: string | null = null): Promise<ShownWebhookEndpoint> {
    const isOwn = secret !== null && (await this.secrets.open(endpoint.secretSealed, endpoint.id)) === secret;
    return { ...endpoint, secret: isOwn ? secret : null };
  }
}
