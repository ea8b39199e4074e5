import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { DomainError } from '../../common/errors.js';

const CODINGS = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

const ACCEPTED = ['gzip', 'deflate', 'br'] as const;

function isCoding(word: string): word is keyof typeof CODINGS {
  return Object.hasOwn(CODINGS, word);
}

/**
 * Decompresses a body (header `Content-Encoding`), at most up to the limit, however large a small body would become.
 * @throws DomainError payload_too_large, malformed_body for what is not in that coding, and unsupported_content_encoding
 *   for a coding that is not read here, and for several of them
 */
export async function decoded(bytes: Buffer, header: string | undefined, limitBytes: number): Promise<Buffer> {
  const coding = header?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return bytes;
  if (!isCoding(coding)) throw new DomainError('unsupported_content_encoding', { accepted: ACCEPTED });
  try {
    return await CODINGS[coding](bytes, { maxOutputLength: limitBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new DomainError('payload_too_large', { limitBytes });
    throw new DomainError('malformed_body', { details: `It is not in ${coding}, as Content-Encoding says.` });
  }
}
