/** What the operator should check first, by the driver's code. */
const HINTS: Readonly<Record<string, string>> = {
  ER_ACCESS_DENIED_ERROR: 'look at the user and the password in DATABASE_URL, and whether TLS is required',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'look at the user and the password in DATABASE_URL, and whether TLS is required',
  ER_DBACCESS_DENIED_ERROR: 'look at the database in DATABASE_URL, and at what its user may do there',
  ER_BAD_DB_ERROR: 'create it, or look at the database in DATABASE_URL',
  ECONNREFUSED: 'nothing listens there: look at the host and the port in DATABASE_URL, and whether the server runs',
  ETIMEDOUT:
    'no database server answers there: look at the host and the port in DATABASE_URL, and at the firewalls on the way',
  ENOTFOUND: 'look at the host in DATABASE_URL',
  EAI_AGAIN: 'look at the host in DATABASE_URL',
  ER_SECURE_TRANSPORT_REQUIRED: 'ask for TLS in DATABASE_URL: sslmode=require',
  HANDSHAKE_NO_SSL_SUPPORT: 'set TLS up at the server, or do not ask for it in DATABASE_URL',
  HANDSHAKE_SSL_ERROR:
    'name the authority that signed the certificate by sslca in DATABASE_URL, and the host by its name',
};

/** Plugins that send the password as it is, or another proof that this service has not. */
const UNUSABLE_PLUGIN = /using unknown plugin ([\w-]+)|authentication using (mysql_clear_password)/;

/** The message of a driver's error with a hint for the operator. It never holds a password. */
export function driverMessage(error: Error): string {
  const { code = '', errors = [] } = error as Error & { code?: string; errors?: readonly Error[] };
  const plugin = UNUSABLE_PLUGIN.exec(error.message);
  if (plugin) {
    return `The server asks for the authentication plugin ${plugin[1] ?? plugin[2]}, which cannot be used: give the user one of mysql_native_password, caching_sha2_password and sha256_password`;
  }
  // For a host with several addresses, none of which answered, Node gives the messages of each and none of its own.
  const message = error.message || errors.map((each) => each.message).join(', ') || code || error.name;
  return HINTS[code] === undefined ? message : `${message} (${HINTS[code]})`;
}
