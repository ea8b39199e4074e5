import { domainToASCII } from 'node:url';
import { charactersIn, UNSEEN } from './texts.js';

const MAX_CHARACTERS = 254;
const MAX_LOCAL_CHARACTERS = 64;
/** A dot-atom with any visible character beyond ASCII: no quoting, no comments, no white space. */
const ATOM = String.raw`[^${UNSEEN}\p{C}@"(),:;<>[\]\\.]+`;
const LOCAL_PART = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, 'u');
/** The characters of a domain: those of host names, and any visible character beyond ASCII. */
const DOMAIN_CHARACTERS = new RegExp(String.raw`^(?:[A-Za-z0-9.-]|[^\p{ASCII}${UNSEEN}\p{C}])*$`, 'u');
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/**
 * The form in which two addresses are compared: NFC, ASCII letters lower-cased, the domain in punycode. Dots and
 * plus signs stay, since what they mean is the mail server's own matter (decisions §3).
 *
 * @returns undefined for what is no address: over 254 characters, no `@`, invisible characters (variation selectors
 *   of emoji too, or two addresses would look like one), an invalid domain; a top-level domain is not required
 */
export function canonicalEmail(text: string): string | undefined {
  if (charactersIn(text) > MAX_CHARACTERS) return undefined;
  const address = text.normalize('NFC');
  const at = address.lastIndexOf('@');
  const local = lowerAscii(address.slice(0, Math.max(at, 0)));
  if (charactersIn(local) > MAX_LOCAL_CHARACTERS || !LOCAL_PART.test(local)) return undefined;
  const domain = asciiDomain(address.slice(at + 1));
  return DOMAIN.test(domain) ? `${local}@${domain}` : undefined;
}

/** Whether a text is an address, as `canonicalEmail` reads it. */
export function isEmail(text: string): boolean {
  return canonicalEmail(text) !== undefined;
}

/**
 * The URL parser behind `domainToASCII` is too lenient: it drops line breaks, decodes `%`, stops at `/` and reads
 * numbers as IPv4 addresses, so it only gets the characters of names, and pure ASCII not at all.
 */
function asciiDomain(domain: string): string {
  if (!DOMAIN_CHARACTERS.test(domain)) return '';
  if (/^\p{ASCII}*$/u.test(domain)) return lowerAscii(domain);
  const ascii = domainToASCII(domain);
  return /(^|\.)[0-9]+$/.test(ascii) ? '' : ascii;
}

/** `toLowerCase` would also map letters beyond ASCII, and not always consistently with their capitals (İ, ẞ). */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
