import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Injectable } from '@nestjs/common';
import { type Document, fixedDocument } from './fixed-document.js';
import { OpenApi } from './openapi.js';
import { PAGE, PAGE_SCRIPT } from './page.js';
import { SplicedDocument } from './spliced-document.js';

/** A placeholder for the host, which is only known from a request. */
const HOST = '\u0001';

/** What is published without a token, each made at the first request and kept as it is sent. */
@Injectable()
export class PublishedDocuments {
  private readonly require = createRequire(import.meta.url);
  private readonly made = new Map<string, Promise<Document>>();
  private parted: { readonly beginning: string; readonly rest: SplicedDocument } | undefined;

  constructor(private readonly openApi: OpenApi) {}

  /** The OpenAPI document of everything that is served. */
  whole(): Promise<Document> {
    return this.once('openapi.json', () => JSON.stringify(this.openApi.document));
  }

  /** The OpenAPI document of core-v1. */
  coreV1(): Promise<Document> {
    return this.once('core-v1', () => JSON.stringify(this.openApi.coreV1Document));
  }

  /** The Apia schema. @param host to which this API is known */
  schema(host: string): Document {
    this.parted ??= this.partedSchema();
    return this.parted.rest.after(this.parted.beginning + JSON.stringify(host));
  }

  /** The page. */
  page(): Promise<Document> {
    return this.once('page', () => PAGE);
  }

  /** What the page runs. */
  script(): Promise<Document> {
    return this.once('script', () => PAGE_SCRIPT);
  }

  /** A file of the page's library. */
  asset(name: string): Promise<Document> {
    return this.once(`asset ${name}`, () => readFile(this.require.resolve(`swagger-ui-dist/${name}`)));
  }

  private partedSchema() {
    const [beginning = '', rest = ''] = JSON.stringify(this.openApi.apiaSchema(HOST)).split(JSON.stringify(HOST));
    return { beginning, rest: new SplicedDocument(rest) };
  }

  private once(name: string, content: () => string | Promise<Buffer>): Promise<Document> {
    const known = this.made.get(name);
    if (known) return known;
    const making = (async () => fixedDocument(await content()))();
    this.made.set(name, making);
    // A file that could not be read now may be read the next time.
    making.catch(() => this.made.delete(name));
    return making;
  }
}
