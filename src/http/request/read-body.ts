import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../common/errors.js';
import { decoded } from './content-coding.js';
import { parseJsonBody, InvalidJson } from './json-body.js';
import { parseMultipart } from './multipart.js';
import { type ParsedQuery, parseRackQuery } from './rack-query.js';
import type { BodyKind, Received } from './request.js';

const JSON_TYPE = /^application\/(?:[^;\s]*\+)?json\s*(?:;|$)/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
const MULTIPART_TYPE = /^multipart\/form-data\s*(?:;|$)/i;

const NOT_UTF8: ParsedQuery = { tree: {}, fault: { path: ['body'], rule: 'ill_formed' } };

/**
 * Hides the media type from Fastify, which would answer 415 to one that it cannot parse, before token and scope are
 * checked. The reader decides by the original one.
 */
export function rememberContentType(request: FastifyRequest): void {
  const { headers } = request.raw;
  request.sentContentType = headers['content-type'];
  if (headers['content-type'] !== undefined) headers['content-type'] = 'application/octet-stream';
}

/** Makes every body readable, on every method and of every media type, and reading it never an error. */
export function installBodyReader(instance: FastifyInstance, limitBytes: number): void {
  for (const method of ['GET', 'HEAD']) instance.addHttpMethod(method, { hasBody: true, overrideExisting: true });
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', async (request: FastifyRequest, stream: IncomingMessage) => {
    request.received = await understand(request, await collected(stream, limitBytes), limitBytes);
    return request.received.tree;
  });
}

/** The first size of the buffer, into which most bodies fit. */
const SMALLEST = 1_024;

/** The buffer grows to at most twice the size of its content. */
const roomFor = (size: number, limitBytes: number) => Math.min(limitBytes, Math.max(SMALLEST, 2 * size));

function grown(bytes: Buffer, size: number): Buffer {
  const larger = Buffer.allocUnsafe(size);
  bytes.copy(larger);
  return larger;
}

/**
 * Gives the whole body, or undefined when it is too large. The excess is read and discarded: a client that is
 * disconnected while it sends does not see its 413. An incomplete body is not passed on, since its client has gone.
 *
 * The bytes are copied into one buffer. Keeping the chunks would cost 300 bytes for each, and a client may send every
 * byte in a chunk of its own.
 */
function collected(stream: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    let held: Buffer = Buffer.alloc(0);
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      const start = size;
      size += chunk.length;
      if (size > held.length) held = grown(held, size > limitBytes ? 0 : roomFor(size, limitBytes));
      if (size <= limitBytes) chunk.copy(held, start);
    });
    stream.on('end', () => resolve(size > limitBytes ? undefined : held.subarray(0, size)));
    stream.on('error', () => undefined);
  });
}

/** A POST without a media type has a form, as the framework of the documented API reads it. */
function kindOf({ method, sentContentType = '' }: FastifyRequest): BodyKind {
  if (sentContentType.trim() === '') return method === 'POST' ? 'form' : 'other';
  if (JSON_TYPE.test(sentContentType)) return 'json';
  return FORM_TYPE.test(sentContentType) || MULTIPART_TYPE.test(sentContentType) ? 'form' : 'other';
}

async function understand(request: FastifyRequest, bytes: Buffer | undefined, limitBytes: number): Promise<Received> {
  if (bytes === undefined) {
    return { kind: 'other', tree: {}, fault: new DomainError('payload_too_large', { limitBytes }) };
  }
  const kind = bytes.length === 0 ? 'none' : kindOf(request);
  if (kind !== 'json' && kind !== 'form') return { kind, tree: {} };
  try {
    const plain = await decoded(bytes, request.headers['content-encoding'], limitBytes);
    return kind === 'json' ? readJson(plain) : readForm(await formOf(request, plain));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { kind, tree: {}, fault: error };
  }
}

async function formOf({ sentContentType = '' }: FastifyRequest, bytes: Buffer): Promise<ParsedQuery> {
  if (MULTIPART_TYPE.test(sentContentType)) return parseMultipart(sentContentType, bytes);
  return isUtf8(bytes) ? parseRackQuery(bytes.toString()) : NOT_UTF8;
}

function readForm({ tree, fault }: ParsedQuery): Received {
  return fault === undefined ? { kind: 'form', tree } : { kind: 'form', tree: {}, illFormed: fault };
}

/** Reads the bytes of a JSON body, or of a parameter in its place. */
export function readJson(bytes: Buffer): Received {
  try {
    return { kind: 'json', tree: parseJsonBody(bytes) };
  } catch (error) {
    if (!(error instanceof InvalidJson)) throw error;
    return { kind: 'json', tree: {}, fault: new DomainError('malformed_body', { details: error.message }) };
  }
}
