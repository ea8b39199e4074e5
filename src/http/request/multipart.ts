import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Violation } from '../../common/errors.js';
import { MAX_PAIRS, type ParsedQuery, argumentIn, treeOfPairs } from './rack-query.js';

const UNREADABLE: Violation = { path: ['body'], rule: 'ill_formed' };

/** The fields of a multipart form, in their order. */
interface Parts {
  readonly fields: [name: string, value: string][];
  /** The names of its files. */
  readonly files: string[];
}

/**
 * Parses a multipart form by the rules of a query (core-v1.md §3.1). It never throws. A file is reported by its name, as
 * no argument is a file, and its content is not kept. A part without a name is ignored, and so is a file field without
 * a chosen file.
 * @param bytes the whole body, whose size has been checked already
 */
export async function parseMultipart(contentType: string, bytes: Buffer): Promise<ParsedQuery> {
  const parts: Parts = { fields: [], files: [] };
  const fault = await readParts(contentType, bytes, parts).catch(() => UNREADABLE);
  if (fault !== undefined) return { tree: {}, fault };
  const [file] = parts.files;
  if (file !== undefined) return { tree: {}, fault: { path: [argumentIn(file)], rule: 'invalid_scalar' } };
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
      // The form itself emits the error if it is incomplete.
      content.on('error', () => undefined).on('data', isFile);
    });
    form.on('partsLimit', () => resolve({ path: ['body'], rule: 'too_many' }));
    form.on('error', reject);
    form.on('close', () => resolve(undefined));
    form.end(bytes);
  });
}
