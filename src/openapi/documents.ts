import { Injectable } from '@nestjs/common';
import type { Document } from './fixed-document.js';
import { KeptDocuments } from './kept-documents.js';
import { OpenApi } from './openapi.js';
import { SplicedDocument } from './spliced-document.js';

/** A placeholder for the host, which is only known from a request. */
const HOST = '\u0001';

/** The descriptions of the API, published without a token, each kept as it is sent. */
@Injectable()
export class PublishedDocuments {
  private parted: { readonly beginning: string; readonly rest: SplicedDocument } | undefined;

  constructor(
    private readonly openApi: OpenApi,
    private readonly kept: KeptDocuments,
  ) {}

  /** The OpenAPI document of everything that is served. */
  whole(): Promise<Document> {
    return this.kept.get('openapi.json', () => JSON.stringify(this.openApi.document));
  }

  /** The OpenAPI document of core-v1. */
  coreV1(): Promise<Document> {
    return this.kept.get('core-v1', () => JSON.stringify(this.openApi.coreV1Document));
  }

  /** The Apia schema. @param host to which this API is known */
  schema(host: string): Document {
    this.parted ??= this.partedSchema();
    return this.parted.rest.after(this.parted.beginning + JSON.stringify(host));
  }

  private partedSchema() {
    const [beginning = '', rest = ''] = JSON.stringify(this.openApi.apiaSchema(HOST)).split(JSON.stringify(HOST));
    return { beginning, rest: new SplicedDocument(rest) };
  }
}
