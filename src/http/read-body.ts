import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../common/errors.js';
import { parseJsonBody, UnusableJson } from './json-body.js';
import { type ParsedQuery, parseRackQuery } from './rack-query.js';
import type { BodyKind, Received } from './request.js';

const JSON_TYPE = /^application\/(?:[^;\s]*\+)?json\s*(?:;|$)/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

const NOT_UTF8: ParsedQuery = { tree: {}, fault: { path: ['body'], rule: 'ill_formed' } };

/**
 * Hides the media type from Fastify, which would answer 415 to one it cannot parse, ahead of token and scope. The
 * reader decides by what was remembered.
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
  instance.addContentTypeParser('*', (request: FastifyRequest, stream: IncomingMessage, done) => {
    collect(stream, limitBytes, (bytes) => {
      request.received = understand(request.sentContentType, bytes, limitBytes);
      done(null, request.received.tree);
    });
  });
}

/**
 * Gives the whole body, or undefined when it is too large. What is too much is read and thrown away: a client that is
 * cut off while it sends never sees its 413. A body that breaks off is given to nobody, since nobody is left to answer.
 */
function collect(stream: IncomingMessage, limitBytes: number, give: (bytes: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  stream.on('end', () => give(size > limitBytes ? undefined : Buffer.concat(chunks, size)));
  stream.on('error', () => undefined);
}

function kindOf(contentType: string | undefined): BodyKind {
  if (contentType === undefined) return 'other';
  if (JSON_TYPE.test(contentType)) return 'json';
  return FORM_TYPE.test(contentType) ? 'form' : 'other';
}

function understand(contentType: string | undefined, bytes: Buffer | undefined, limitBytes: number): Received {
  if (bytes === undefined) {
    return { kind: 'other', tree: {}, fault: new DomainError('payload_too_large', { limitBytes }) };
  }
  const kind = bytes.length === 0 ? 'none' : kindOf(contentType);
  if (kind === 'json') return readJson(bytes);
  if (kind !== 'form') return { kind, tree: {} };
  const { tree, fault } = isUtf8(bytes) ? parseRackQuery(bytes.toString()) : NOT_UTF8;
  return fault === undefined ? { kind, tree } : { kind, tree: {}, illFormed: fault };
}

/** Reads the bytes of a JSON body, or of what stands for one. */
export function readJson(bytes: Buffer): Received {
  try {
    return { kind: 'json', tree: parseJsonBody(bytes) };
  } catch (error) {
    if (!(error instanceof UnusableJson)) throw error;
    return { kind: 'json', tree: {}, fault: new DomainError('malformed_body', { details: error.message }) };
  }
}
