import { constants, crc32, deflateRawSync } from 'node:zlib';
import { type Document, etagOf } from './fixed-document.js';

/** No name, no time, of no known system (RFC 1952 §2.3). */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/**
 * A document whose short beginning differs from call to call, since it contains the host name of the request. The rest
 * is compressed once, and gzip allows to put another block in front of it: every host name costs the same, and none is
 * kept.
 */
export class SplicedDocument {
  private readonly rest: Buffer;
  private readonly deflatedRest: Buffer;
  private readonly restTag: string;

  constructor(rest: string) {
    this.rest = Buffer.from(rest);
    this.deflatedRest = deflateRawSync(this.rest);
    this.restTag = etagOf(this.rest);
  }

  /** The document that begins so. */
  after(beginning: string): Document {
    const start = Buffer.from(beginning);
    return {
      tag: etagOf(Buffer.from(`${this.restTag} ${beginning}`)),
      codings: ['gzip', 'identity'],
      bytes: (coding) => (coding === 'gzip' ? this.gzipped(start) : Buffer.concat([start, this.rest])),
    };
  }

  private gzipped(start: Buffer): Buffer {
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc32(this.rest, crc32(start)), 0);
    trailer.writeUInt32LE(start.length + this.rest.length, 4);
    // Ends at a whole byte and is not the last block, so that the rest may follow.
    const deflatedStart = deflateRawSync(start, { finishFlush: constants.Z_SYNC_FLUSH });
    return Buffer.concat([GZIP_HEADER, deflatedStart, this.deflatedRest, trailer]);
  }
}
