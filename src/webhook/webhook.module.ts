import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Env } from '../config/env.js';
import { SecretKeys } from './secrets/secret-keys.js';
import { WebhookSecrets } from './secrets/webhook-secrets.js';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.js';
import { WebhookNetworks } from './webhook-networks.js';

const keys = (env: Env) => new SecretKeys(env.SECRETS_KEY, ...(env.embedded ? [env.DATA_DIR] : []));
const networks = (env: Env) => new WebhookNetworks(env.WEBHOOK_ALLOWED_NETWORKS, env.WEBHOOK_OPERATOR_NETWORKS);

/** The endpoints of webhooks, and what is delivered to them: what all who deal with them build on. */
@Module({
  imports: [TypeOrmModule.forFeature([WebhookEndpointEntity, WebhookDeliveryEntity])],
  providers: [
    WebhookSecrets,
    { provide: SecretKeys, inject: [Env], useFactory: keys },
    { provide: WebhookNetworks, inject: [Env], useFactory: networks },
  ],
  exports: [WebhookSecrets, WebhookNetworks],
})
export class WebhookModule {}
