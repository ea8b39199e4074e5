import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Violation } from '../../common/errors.js';
import { MAX_PAIRS, type ParsedQuery, placeOf, treeOfPairs } from './rack-query.js';

const UNREADABLE: Violation = { path: ['body'], rule: 'ill_formed' };

/** What a multipart form holds, in its order. */
interface Parts {
  readonly fields: [name: string, value: string][];
  /** The names of its files. */
  readonly files: string[];
}

/**
 * Parses a multipart form by the rules of a query (core-v1.md §3.1). It never throws. A file is a fault by its name: no
 * argument is one, and nothing of it is kept. A part without a name is not there, and neither is a field for a file in
 * which nobody has chosen one.
 * @param bytes the whole body, whose size has been looked at already
 */
export async function parseMultipart(contentType: string, bytes: Buffer): Promise<ParsedQuery> {
  const parts: Parts = { fields: [], files: [] };
  const fault = await readParts(contentType, bytes, parts).catch(() => UNREADABLE);
  if (fault !== undefined) return { tree: {}, fault };
  const [file] = parts.files;
  if (file !== undefined) return { tree: {}, fault: { path: [placeOf(file)], rule: 'invalid_scalar' } };
  return isUtf8(bytes) ? treeOfPairs(parts.fields) : { tree: {}, fault: UNREADABLE };
}

function readParts(contentType: string, bytes: Buffer, { fields, files }: Parts): Promise<Violation | undefined> {
  return new Promise((resolve, reject) => {
    const limits = { parts: MAX_PAIRS, fieldSize: bytes.length, fieldNameSize: bytes.length };
    const form = busboy({ headers: { 'content-type': contentType }, limits, defParamCharset: 'utf8' });
    form.on('field', (name: string | undefined, value) => name !== undefined && fields.push([name, value]));
    form.on('file', (name: string | undefined, content: Readable, { filename }: { filename?: string }) => {
      const isFile = () => files.push(name ?? 'body');
      if (filename !== undefined) isFile();
      // A form that breaks off is told by the form itself.
      content.on('error', () => undefined).on('data', isFile);
    });
    form.on('partsLimit', () => resolve({ path: ['body'], rule: 'too_many' }));
    form.on('error', reject);
    form.on('close', () => resolve(undefined));
    form.end(bytes);
  });
}
