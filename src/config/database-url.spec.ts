import { BadDatabaseUrl, readDatabaseUrl, shownDatabaseUrl } from './database-url.js';

function refusalOf(text: string): string {
  try {
    readDatabaseUrl(text);
  } catch (error) {
    if (error instanceof BadDatabaseUrl) return error.message;
    throw error;
  }
  throw new Error('This URL was accepted.');
}

const PLAIN = { host: 'db', port: 3306, user: 'u', password: 'p', database: 'd' };

describe('DATABASE_URL', () => {
  it.each([
    ['mysql://u:p@db/d', PLAIN],
    ['mariadb://u:p@db:3307/d', { ...PLAIN, port: 3307 }],
    ['MySQL://db/d', { ...PLAIN, user: '', password: '' }],
    ['mysql://u:p%23%2F%25%3F%40@[::1]/d%20e', { ...PLAIN, password: 'p#/%?@', host: '::1', database: 'd e' }],
    ['mysql://u:p@db/d?ssl=false', PLAIN],
    ['mysql://u:p@db/d?ssl-mode=DISABLED', PLAIN],
    ['mysqls://u:p@db/d', { ...PLAIN, tls: { check: 'identity' } }],
    ['mysql://u:p@db/d?ssl=true', { ...PLAIN, tls: { check: 'identity' } }],
    ['mysql://u:p@db/d?sslmode=require', { ...PLAIN, tls: { check: 'identity' } }],
    ['mysql://u:p@db/d?ssl-mode=VERIFY_IDENTITY', { ...PLAIN, tls: { check: 'identity' } }],
    ['mysqls://u:p@db/d?sslmode=verify-ca', { ...PLAIN, tls: { check: 'chain' } }],
    ['mysql://u:p@db/d?ssl=1&sslmode=no-verify', { ...PLAIN, tls: { check: 'none' } }],
    ['mysql://u:p@db/d?sslca=/etc/ca.pem', { ...PLAIN, tls: { check: 'identity', ca: '/etc/ca.pem' } }],
    [
      'mysql://u:p@10.0.0.7/d?sslmode=verify-ca&ssl-cert=c&ssl-key=k',
      { ...PLAIN, host: '10.0.0.7', tls: { check: 'chain', cert: 'c', key: 'k' } },
    ],
    [
      'mysql://u:p@a:3306,b:3307,[::1]/d',
      {
        ...PLAIN,
        host: 'a',
        others: [
          { host: 'b', port: 3307 },
          { host: '::1', port: 3306 },
        ],
      },
    ],
    ['mysql://u:p%2C@a,b/d', { ...PLAIN, password: 'p,', host: 'a', others: [{ host: 'b', port: 3306 }] }],
    ['mysqls://u:p@a,b/d', { ...PLAIN, host: 'a', others: [{ host: 'b', port: 3306 }], tls: { check: 'identity' } }],
  ])('%s is read', (text, target) => {
    expect(readDatabaseUrl(text)).toEqual(target);
  });

  // As people write a password that was made for them.
  it.each([
    'mysql://user:pa#ss@db/d',
    'mysql://user:12#ss@db/d',
    'mysql://user:pa/ss@db/d',
    'mysql://user:12/ss@db/d',
    'mysql://user:pa%ss@db/d',
    'mysql://user:pa?ss@db/d',
    'mysql://user:12/x?ss@db/d',
    'mysql://user:p@ss/x@db/d',
    'mysql://user:secret@db:99999/d',
    'mysql://user:secret@db:0/d',
    'mysql://user:secret@db',
    'mysql://user:secret@db/',
    'mysql://user:secret@/d',
    'mysql://user:secret@db/d/e',
    'mysql://user:secret@db,/d',
    'mysql://user:secret@a,,b/d',
    'mysql://user:secret@a,b:0/d',
    'mysql://user:secret@a,b',
  ])('%s is refused with one line on how to write it, and nothing of it is repeated', (text) => {
    const message = refusalOf(text);
    expect(message).toMatch(
      /^DATABASE_URL must look like mysql:\/\/user:password@host:3306\/database: percent-encode /,
    );
    expect(message).not.toMatch(/\n|ss@|secret/);
  });

  it.each([
    ['postgres://u:p@db/d', /^DATABASE_URL must begin with mysql:\/\/ or mariadb:\/\/, or with mysqls:\/\/ for TLS$/],
    ['u:p@db/d', /must begin with mysql/],
    ['mysql://u:p@db/d?x=y', /the parameter x that is not known: there are ssl, sslmode, sslca, sslcert, sslkey$/],
    ['mysql://u:p@db/d?charset=utf8', /the parameter charset that is not known/],
    ['mysql://u:p@db/d?a%20b=1', /has a parameter that is not known/],
    ['mysql://u:p@db/d?ssl={"ca":"x"}', /needs a ssl that is one of true or false; sslmode and sslca say more/],
    [
      'mysql://u:p@db/d?sslmode=prefer',
      /sslmode that is one of disable, no-verify, verify-ca, require or verify-full$/,
    ],
    ['mysql://u:p@db/d?sslmode=constructor', /needs a sslmode/],
    ['mysql://u:p@db/d?ssl=true&ssl=false', /has the parameter ssl twice/],
    ['mysql://u:p@db/d?sslmode=require&ssl-mode=require', /has the parameter sslmode twice/],
    ['mysqls://u:p@db/d?ssl=false', /both asks for TLS and switches it off/],
    ['mysql://u:p@db/d?ssl=true&sslmode=disable', /both asks for TLS and switches it off/],
    ['mysql://u:p@db/d?sslca=x&sslmode=disable', /both asks for TLS and switches it off/],
    ['mysql://u:p@db/d?sslcert=x', /both of sslcert and sslkey/],
    ['mysqls://u:p@127.0.0.1/d', /names an IP address.*sslmode=verify-ca/],
    ['mysqls://u:p@[::1]/d', /names an IP address/],
    ['mysqls://u:p@a,10.0.0.7/d', /names an IP address/],
    ['mysql://u:p@a,b,A:3306/d', /must name several hosts as .*each once, separated by commas$/],
    ['mysql://u:p@a,b,c,d,e,f,g,h,i,j/d', /2 to 9/],
  ])('%s is refused with its reason', (text, reason) => {
    expect(refusalOf(text)).toMatch(reason);
  });

  it.each([
    ['mysql://u:p@db/d', 'mysql://u@db:3306/d'],
    ['mysqls://u:p@a,b:3307/d?sslmode=no-verify', 'mysql://u@a:3306,b:3307/d'],
    ['mysql://u:p@[::1]/d', 'mysql://u@[::1]:3306/d'],
  ])('%s is shown as %s', (text, shown) => {
    expect(shownDatabaseUrl(text)).toBe(shown);
  });
});
