import type { NewEnterprise, NewOrganization } from './validation.js';

export type Row = Readonly<Record<string, string | number | null>>;

/** The reference data, which is in memory: no statement joins it. */
export type Currencies = ReadonlyMap<string, object>;

export interface Created {
  readonly enterpriseId: string;
  readonly userId: string;
}

export interface Page {
  readonly page: number;
  readonly size: number;
}

/** What the floor keeps, in one of two databases. */
export interface Store {
  isToken(secretHash: string): Promise<boolean>;
  /** @param body the text of the request, by whose digest a repeated one is recognised */
  createEnterprise(organization: string, input: NewEnterprise, body: string): Promise<Created>;
  createManaged(parent: string, input: NewOrganization): Promise<object>;
  getOrganization(id: string): Promise<object>;
  listManaged(parent: string, page: Page): Promise<object>;
  listEnterprises(organization: string, limit: number): Promise<object>;
}
