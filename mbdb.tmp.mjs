import mysql from 'mysql2/promise'; import { readdirSync, readFileSync } from 'node:fs'; import { randomBytes, createHash } from 'node:crypto';
const pid = readFileSync('/tmp/mdp/pid', 'utf8').trim();
const cpu = () => readdirSync(`/proc/${pid}/task`).reduce((s, t) => { try { return s + +readFileSync(`/proc/${pid}/task/${t}/schedstat`, 'utf8').split(' ')[0]; } catch { return s; } }, 0) / 1e3;
const db = process.argv[2];
const c = await mysql.createConnection({ host: '127.0.0.1', port: 33902, user: 'root', database: db, multipleStatements: true });
await c.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
const [[o]] = await c.query('SELECT * FROM organizations WHERE parent_id IS NULL LIMIT 1');
const [[tok]] = await c.query('SELECT * FROM access_tokens LIMIT 1');
const id = () => randomBytes(16).toString('hex'), h = () => randomBytes(32).toString('hex');
let seq = Date.now();
const tid = () => (seq++).toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
const cols = 'o.id, o.parent_id, o.path, o.depth, o.managed, o.version, o.name, o.sub_domain, o.created_at, o.activated_at, o.billing_name, o.address1, o.address2, o.address3, o.address4, o.postcode, o.vat_number, o.phone_number, o.currency_id, o.country_id, o.country_state_id';
const ps = 'a.id AS a_id, a.holds AS a_holds, a.activated_at AS a_activated_at, a.deleted_at AS a_deleted_at';
const inp = Array.from({ length: 8 }, (_, i) => `SUBSTR(o.path, ${i * 33 + 1}, 32)`).join(', ');
const q = (s) => () => c.query(s());
const parts = (x = {}) => {
  const u = tid(), e = tid(), a = tid(), k = h(), em = `u${u}@example.com`, now = Date.now();
  const S = {
    user: `INSERT INTO users (id, email, email_canonical, first_name, last_name, created_at, version) VALUES ('${u}', '${em}', '${em}', NULL, NULL, ${now}, 1)`,
    ent: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) SELECT '${e}', '${o.id}', '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL FROM DUAL
      WHERE (SELECT COUNT(*) FROM organizations a WHERE a.id IN ('${o.id}') AND a.holds = 0 AND a.activated_at IS NOT NULL AND a.deleted_at IS NULL AND (SELECT COUNT(*) FROM deleted_enterprises d WHERE d.organization_id = a.id AND d.key_hash = '${k}' LOCK IN SHARE MODE) = 0 LOCK IN SHARE MODE) = 1
      AND (SELECT COUNT(*) FROM users u WHERE u.id IN ('${u}') AND u.erased_at IS NULL LOCK IN SHARE MODE) = 1
      AND (SELECT COUNT(*) FROM access_tokens t WHERE t.id = '${tok.id}' AND t.secret_hash = '${tok.secret_hash}' AND t.scopes = 'all' AND COALESCE(t.networks, '') = '' AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ${now}) LOCK IN SHARE MODE) = 1`,
    entPlain: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) VALUES ('${e}', '${o.id}', '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL)`,
    entJoin: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) SELECT '${e}', '${o.id}', '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL
      FROM organizations a LEFT JOIN deleted_enterprises d ON d.organization_id = a.id AND d.key_hash = '${k}' JOIN users u JOIN access_tokens t
      WHERE a.id = '${o.id}' AND a.holds = 0 AND a.activated_at IS NOT NULL AND a.deleted_at IS NULL AND d.id IS NULL AND u.id = '${u}' AND u.erased_at IS NULL
      AND t.id = '${tok.id}' AND t.secret_hash = '${tok.secret_hash}' AND t.scopes = 'all' AND COALESCE(t.networks, '') = '' AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ${now}) LOCK IN SHARE MODE`,
    entHalf: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) SELECT '${e}', '${o.id}', '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL
      FROM organizations a LEFT JOIN deleted_enterprises d ON d.organization_id = a.id AND d.key_hash = '${k}'
      WHERE a.id = '${o.id}' AND a.holds = 0 AND a.activated_at IS NOT NULL AND a.deleted_at IS NULL AND d.id IS NULL 
      AND (SELECT COUNT(*) FROM users u WHERE u.id IN ('${u}') AND u.erased_at IS NULL LOCK IN SHARE MODE) = 1
      AND (SELECT COUNT(*) FROM access_tokens t WHERE t.id = '${tok.id}' AND t.secret_hash = '${tok.secret_hash}' AND t.scopes = 'all' AND COALESCE(t.networks, '') = '' AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ${now}) LOCK IN SHARE MODE) = 1 LOCK IN SHARE MODE`,
    entDual: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) SELECT '${e}', '${o.id}', '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL FROM DUAL WHERE 1=1`,
    entA: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) SELECT '${e}', '${o.id}', '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL
      FROM organizations a WHERE a.id = '${o.id}' AND a.holds = 0 AND a.activated_at IS NOT NULL AND a.deleted_at IS NULL LOCK IN SHARE MODE`,
    entAU: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) SELECT '${e}', '${o.id}', '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL
      FROM organizations a JOIN users u WHERE a.id = '${o.id}' AND a.holds = 0 AND a.activated_at IS NOT NULL AND a.deleted_at IS NULL AND u.id = '${u}' AND u.erased_at IS NULL LOCK IN SHARE MODE`,
    entAD: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) SELECT '${e}', '${o.id}', '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL
      FROM organizations a LEFT JOIN deleted_enterprises d ON d.organization_id = a.id AND d.key_hash = '${k}' WHERE a.id = '${o.id}' AND a.holds = 0 AND a.activated_at IS NOT NULL AND a.deleted_at IS NULL AND d.id IS NULL LOCK IN SHARE MODE`,
    entNoLock: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) SELECT '${e}', '${o.id}', '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL
      FROM organizations a LEFT JOIN deleted_enterprises d ON d.organization_id = a.id AND d.key_hash = '${k}' JOIN users u JOIN access_tokens t
      WHERE a.id = '${o.id}' AND a.holds = 0 AND a.activated_at IS NOT NULL AND a.deleted_at IS NULL AND d.id IS NULL AND u.id = '${u}' AND u.erased_at IS NULL
      AND t.id = '${tok.id}' AND t.secret_hash = '${tok.secret_hash}' AND t.scopes = 'all' AND COALESCE(t.networks, '') = '' AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ${now})`,
    oneSet: 'SET @one = 18446744073709551615 + (ROW_COUNT() <> 1)',
    oneDo: 'DO 18446744073709551615 + (ROW_COUNT() <> 1)',
    entNull: `INSERT INTO enterprises (id, organization_id, user_id, name, name_search, account_type, is_caas, version, created_at, key_hash, email_digest, admins_digest, identifiers_digest, given_account_type, given_is_caas) VALUES ('${e}', (SELECT a.id
      FROM organizations a LEFT JOIN deleted_enterprises d ON d.organization_id = a.id AND d.key_hash = '${k}' JOIN users u JOIN access_tokens t
      WHERE a.id = '${o.id}' AND a.holds = 0 AND a.activated_at IS NOT NULL AND a.deleted_at IS NULL AND d.id IS NULL AND u.id = '${u}' AND u.erased_at IS NULL
      AND t.id = '${tok.id}' AND t.secret_hash = '${tok.secret_hash}' AND t.scopes = 'all' AND COALESCE(t.networks, '') = '' AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ${now}) LOCK IN SHARE MODE), '${u}', '${em}', '${em}', 'individual', 1, 1, ${now}, '${k}', '${h()}', '${h()}', NULL, NULL, NULL)`,
    evVar: `INSERT INTO audit_events (id, at, action, actor_kind, actor_id, actor_organization_id, request_id, ip, organization_id, subject_type, subject_id, data) SELECT '${a}', @at := ROUND(UNIX_TIMESTAMP(SYSDATE(3)) * 1000), 'enterprise.created', 'organization', '${tok.id}', '${o.id}', '${id()}', '127.0.0.1', '${o.id}', 'enterprise', '${e}', '{"userId":"${u}","newUser":true}'`,
    linesVar: `INSERT INTO audit_lines (organization_id, at, event_id, action) VALUES ('', @at, '${a}', 'enterprise.created'), ('${o.id}', @at, '${a}', 'enterprise.created')`,
    one: 'SELECT 18446744073709551615 + (ROW_COUNT() <> 1)',
    eu: `INSERT INTO enterprise_users (enterprise_id, user_id, organization_id, role, created_at) VALUES ('${e}', '${u}', '${o.id}', 'admin', ${now})`,
    ev: `INSERT INTO audit_events (id, at, action, actor_kind, actor_id, actor_organization_id, request_id, ip, organization_id, subject_type, subject_id, data) SELECT '${a}', ROUND(UNIX_TIMESTAMP(SYSDATE(3)) * 1000), 'enterprise.created', 'organization', '${tok.id}', '${o.id}', '${id()}', '127.0.0.1', '${o.id}', 'enterprise', '${e}', '{"userId":"${u}","newUser":true}'`,
    lines: `INSERT INTO audit_lines (organization_id, at, event_id, action) VALUES ('', (SELECT e.at FROM audit_events e WHERE e.id = '${a}'), '${a}', 'enterprise.created'), ('${o.id}', (SELECT e.at FROM audit_events e WHERE e.id = '${a}'), '${a}', 'enterprise.created')`,
    linesSel: `INSERT INTO audit_lines (organization_id, at, event_id, action) SELECT l.id, e.at, e.id, e.action FROM audit_events e JOIN (SELECT '' AS id UNION ALL SELECT '${o.id}') l WHERE e.id = '${a}'`,
    linesVal: `INSERT INTO audit_lines (organization_id, at, event_id, action) VALUES ('', ${now}, '${a}', 'enterprise.created'), ('${o.id}', ${now}, '${a}', 'enterprise.created')`,
  };
  return S;
};
const tx = (...names) => () => { const S = parts(); return c.query(['START TRANSACTION', ...names.map((n) => S[n]), 'COMMIT'].join(';\n')); };
const works = {
  'tx one': tx('user', 'ent', 'one', 'eu'),
  'tx oneSet': tx('user', 'ent', 'oneSet', 'eu'),
  'tx oneDo': tx('user', 'ent', 'oneDo', 'eu'),
  'tx ': tx('user', 'ent',  'eu'),
  'tx plain': tx('user', 'entPlain', 'eu'),
  'tx null full': tx('user', 'entNull', 'eu', 'ev', 'lines'),
  'tx null full var': tx('user', 'entNull', 'eu', 'evVar', 'linesVar'),
  'tx empty': () => c.query('START TRANSACTION;\nCOMMIT'),
};
const N = +(process.argv[3] ?? 200), R = 15; const res = {};
for (const w of Object.values(works)) for (let i = 0; i < 50; i++) await w();
for (let r = 0; r < R; r++) for (const [n, w] of Object.entries(works)) { const a = cpu(); for (let i = 0; i < N; i++) await w(); (res[n] ??= []).push((cpu() - a) / N); }
for (const [n, l] of Object.entries(res)) { l.sort((a, b) => a - b); console.log(n.padEnd(22), l[R >> 2].toFixed(0).padStart(5), `(${l[0].toFixed(0)}-${l.at(-1).toFixed(0)})`); }
await c.end();
