/** The tables of the floor: what the two creations and the reads need, and no more. */
export function floorTables(onSqlite: boolean): string[] {
  const hex = (length: number) => (onSqlite ? 'TEXT' : `char(${length}) CHARACTER SET ascii COLLATE ascii_bin`);
  const [id, hash] = [hex(32), hex(64)];
  return [
    `CREATE TABLE currency (id ${id} PRIMARY KEY, name varchar(64) NOT NULL, iso_code char(3) NOT NULL,
      symbol varchar(8) NOT NULL)`,
    `CREATE TABLE user (id ${id} PRIMARY KEY, email varchar(320) NOT NULL UNIQUE, created_at bigint NOT NULL)`,
    `CREATE TABLE organization (id ${id} PRIMARY KEY, parent_id ${id}, name varchar(255) NOT NULL,
      sub_domain ${hex(63)} NOT NULL UNIQUE, created_at bigint NOT NULL, activated_at bigint,
      suspended tinyint NOT NULL DEFAULT 0, managed tinyint NOT NULL DEFAULT 0, billing_name varchar(255),
      address1 varchar(255), address2 varchar(255), address3 varchar(255), address4 varchar(255), postcode varchar(32),
      vat_number varchar(64), phone_number varchar(64), currency_id ${id} NOT NULL,
      FOREIGN KEY (parent_id) REFERENCES organization (id), FOREIGN KEY (currency_id) REFERENCES currency (id))`,
    'CREATE INDEX ix_organization_parent ON organization (parent_id, id)',
    `CREATE TABLE organization_usage (organization_id ${id} PRIMARY KEY, managed_count int NOT NULL, managed_limit int,
      FOREIGN KEY (organization_id) REFERENCES organization (id))`,
    `CREATE TABLE organization_annotation (organization_id ${id} NOT NULL, name varchar(100) NOT NULL,
      value varchar(1000), PRIMARY KEY (organization_id, name),
      FOREIGN KEY (organization_id) REFERENCES organization (id))`,
    `CREATE TABLE enterprise (id ${id} PRIMARY KEY, organization_id ${id} NOT NULL, user_id ${id} NOT NULL,
      name varchar(320) NOT NULL, key_hash ${hash} NOT NULL, request_hash ${hash} NOT NULL, created_at bigint NOT NULL,
      UNIQUE (organization_id, key_hash), FOREIGN KEY (organization_id) REFERENCES organization (id),
      FOREIGN KEY (user_id) REFERENCES user (id))`,
    'CREATE INDEX ix_enterprise_organization ON enterprise (organization_id, id)',
    `CREATE TABLE enterprise_admin (enterprise_id ${id} NOT NULL, user_id ${id} NOT NULL,
      PRIMARY KEY (enterprise_id, user_id), FOREIGN KEY (enterprise_id) REFERENCES enterprise (id),
      FOREIGN KEY (user_id) REFERENCES user (id))`,
    `CREATE TABLE third_party_identifier (enterprise_id ${id} NOT NULL, position smallint NOT NULL,
      identifier varchar(255) NOT NULL, label varchar(255) NOT NULL, PRIMARY KEY (enterprise_id, position),
      FOREIGN KEY (enterprise_id) REFERENCES enterprise (id))`,
    `CREATE TABLE access_token (secret_hash ${hash} PRIMARY KEY, revoked_at bigint)`,
  ];
}
