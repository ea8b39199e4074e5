import { Ajv } from 'ajv';

export interface NewEnterprise {
  readonly email: string;
  readonly idempotencyKey: string;
  readonly additionalAdmins: readonly string[];
  readonly thirdPartyIdentifier?: readonly { readonly id: string; readonly label: string }[];
}

export interface NewOrganization {
  readonly name: string;
  readonly sub_domain: string;
  readonly annotations?: readonly { readonly key: string; readonly value?: string | null }[];
}

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const ajv = new Ajv();

export const isNewEnterprise = ajv.compile<NewEnterprise>({
  type: 'object',
  required: ['email', 'idempotencyKey', 'additionalAdmins'],
  properties: {
    email: { ...text(254), pattern: '^[^\\s@]+@[^\\s@]+$' },
    idempotencyKey: text(255),
    additionalAdmins: { type: 'array', maxItems: 100, items: { type: 'string', pattern: '^[0-9a-f]{32}$' } },
    thirdPartyIdentifier: {
      ...{ type: 'array', maxItems: 50 },
      items: { type: 'object', required: ['id', 'label'], properties: { id: text(255), label: text(255) } },
    },
  },
});

export const isNewOrganization = ajv.compile<NewOrganization>({
  type: 'object',
  required: ['name', 'sub_domain'],
  properties: {
    name: text(255),
    sub_domain: { type: 'string', pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' },
    annotations: {
      ...{ type: 'array', maxItems: 50 },
      items: {
        ...{ type: 'object', required: ['key'] },
        properties: { key: text(100), value: { type: ['string', 'null'], maxLength: 1000 } },
      },
    },
  },
});
