import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { sha256 } from '../common/digest.js';

/** How a document may be sent, the smallest first. */
const CODINGS = ['br', 'gzip', 'identity'] as const;
export type Coding = (typeof CODINGS)[number];

const TAG_LENGTH = 32;
/** Nearly as small as the highest, which takes seconds for the library of the page. */
const QUALITY = 9;

/** A document that has the same bytes for every caller. */
export interface Document {
  /** Names its content, however it is coded. */
  readonly tag: string;
  /** In which of these codings it is there; `identity` always is. */
  readonly codings: readonly Coding[];
  bytes(coding: Coding): Buffer;
}

/** A document that never changes in a process: compressed once, off the main thread. */
export async function fixedDocument(content: string | Buffer): Promise<Document> {
  const identity = Buffer.from(content);
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length };
  const [br, gzipped] = await Promise.all([promisify(brotliCompress)(identity, { params }), promisify(gzip)(identity)]);
  const forms = { br, gzip: gzipped, identity };
  return { tag: etagOf(identity), codings: CODINGS, bytes: (coding) => forms[coding] };
}

/** Names a content. */
export function etagOf(content: Buffer): string {
  return sha256(content.toString('latin1')).slice(0, TAG_LENGTH);
}

/**
 * The coding that a client prefers among the available ones; of equals the smallest (RFC 9110 §12.5.3). One that it does
 * not name is not sent, and none without the header.
 */
export function codingFor(accepted: string | undefined, there: readonly Coding[]): Coding {
  const said = new Map((accepted ?? '').toLowerCase().split(',').map(weighed));
  const weight = (coding: Coding) => said.get(coding) ?? (coding === 'identity' ? 0.001 : (said.get('*') ?? 0));
  const [best = 'identity'] = [...there].sort((one, other) => weight(other) - weight(one));
  return weight(best) > 0 ? best : 'identity';
}

function weighed(element: string): [name: string, weight: number] {
  const [name = '', ...parameters] = element.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return [name, weight === undefined ? 1 : Number(weight) || 0];
}
