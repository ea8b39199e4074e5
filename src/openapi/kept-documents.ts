import { Injectable } from '@nestjs/common';
import { type Document, fixedDocument } from './fixed-document.js';

/** Keeps documents that have the same bytes for every caller, each made and compressed once. */
@Injectable()
export class KeptDocuments {
  private readonly made = new Map<string, Promise<Document>>();

  /** The document of this name. @param content is called the first time only, and again after it has failed */
  get(name: string, content: () => string | Promise<Buffer>): Promise<Document> {
    const known = this.made.get(name);
    if (known) return known;
    const making = (async () => fixedDocument(await content()))();
    this.made.set(name, making);
    // A file that could not be read now may be read the next time.
    making.catch(() => this.made.delete(name));
    return making;
  }
}
