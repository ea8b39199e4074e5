import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { PublishedDocuments } from '../documents.js';
import type { Document } from '../fixed-document.js';
import { KeptDocuments } from '../kept-documents.js';
import { OpenApi } from '../openapi.js';
import { sampleCalls } from './sample-call.js';
import { codeSamples } from './samples.js';

const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

/** Files of the page's library. They change with its version alone, and so may be used for a day without asking. */
const LIBRARY = ['swagger-ui.css', 'swagger-ui-bundle.js'];
const OWN = [
  'front-door.css',
  'page.css',
  'page.js',
  'theme.js',
  'document.js',
  'errors.js',
  'token.js',
  'filter.js',
  'folding.js',
  'labels.js',
  'samples.js',
  'webhooks.js',
  'verifying.js',
];
const SAMPLES = 'samples.json';

/** A file as it is sent. */
export interface PageFile {
  readonly document: Document;
  readonly type: string;
  /** How long it may be cached without revalidation. */
  readonly cache?: string;
}

/** What a browser is shown: the page of the documentation with what it loads, and the page at the root. */
@Injectable()
export class PageFiles {
  private readonly require = createRequire(import.meta.url);
  private readonly folder = join(dirname(this.require.resolve('tenantry/package.json')), 'public');

  constructor(
    private readonly kept: KeptDocuments,
    private readonly openApi: OpenApi,
    private readonly documents: PublishedDocuments,
  ) {}

  /** The page of the documentation. */
  page(): Promise<PageFile> {
    return this.own('docs.html');
  }

  /** The page at the root. */
  frontDoor(): Promise<PageFile> {
    return this.own('index.html');
  }

  /** What the page loads, by its name in the URL; undefined for every other name, even what each object inherits. */
  async asset(name: string): Promise<PageFile | undefined> {
    if (OWN.includes(name)) return this.own(`docs/${name}`);
    if (LIBRARY.includes(name)) {
      const document = this.kept.get(name, () => readFile(this.require.resolve(`swagger-ui-dist/${name}`)));
      return { document: await document, type: typeOf(name), cache: 'public, max-age=86400' };
    }
    if (name !== SAMPLES) return undefined;
    return { document: await this.kept.get(name, () => this.samples()), type: typeOf(name) };
  }

  /** Reads and compresses everything ahead of the first reader. */
  async prepare(): Promise<void> {
    for (const name of [...OWN, ...LIBRARY, SAMPLES]) await this.asset(name);
    await Promise.all([this.page(), this.frontDoor(), this.documents.whole()]);
  }

  private async own(path: string): Promise<PageFile> {
    return { document: await this.kept.get(path, () => readFile(join(this.folder, path))), type: typeOf(path) };
  }

  private samples(): string {
    const calls = [...sampleCalls(this.openApi.document)];
    return JSON.stringify(Object.fromEntries(calls.map(([name, call]) => [name, codeSamples(call)])));
  }
}

function typeOf(name: string): string {
  return TYPES[name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES];
}
