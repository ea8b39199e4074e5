const ID = 'char(32) CHARACTER SET ascii COLLATE ascii_bin';
const HASH = 'char(64) CHARACTER SET ascii COLLATE ascii_bin';

/** The tables of the floor: what the two creations and the reads need, and no more. */
export const FLOOR_TABLES: readonly string[] = [
  `CREATE TABLE currency (id ${ID} PRIMARY KEY, name varchar(64) NOT NULL, iso_code char(3) NOT NULL,
    symbol varchar(8) NOT NULL)`,
  `CREATE TABLE user (id ${ID} PRIMARY KEY, email varchar(320) NOT NULL, created_at bigint NOT NULL,
    UNIQUE KEY uq_user_email (email))`,
  `CREATE TABLE organization (id ${ID} PRIMARY KEY, parent_id ${ID}, name varchar(255) NOT NULL,
    sub_domain varchar(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, created_at bigint NOT NULL,
    activated_at bigint, suspended tinyint NOT NULL DEFAULT 0, managed tinyint NOT NULL DEFAULT 0,
    billing_name varchar(255), address1 varchar(255), address2 varchar(255), address3 varchar(255),
    address4 varchar(255), postcode varchar(32), vat_number varchar(64), phone_number varchar(64),
    currency_id ${ID} NOT NULL, UNIQUE KEY uq_organization_sub_domain (sub_domain),
    KEY ix_organization_parent (parent_id, id), FOREIGN KEY (parent_id) REFERENCES organization (id),
    FOREIGN KEY (currency_id) REFERENCES currency (id))`,
  `CREATE TABLE organization_usage (organization_id ${ID} PRIMARY KEY, managed_count int NOT NULL, managed_limit int,
    FOREIGN KEY (organization_id) REFERENCES organization (id))`,
  `CREATE TABLE organization_annotation (organization_id ${ID} NOT NULL, name varchar(100) NOT NULL,
    value varchar(1000), PRIMARY KEY (organization_id, name),
    FOREIGN KEY (organization_id) REFERENCES organization (id))`,
  `CREATE TABLE enterprise (id ${ID} PRIMARY KEY, organization_id ${ID} NOT NULL, user_id ${ID} NOT NULL,
    name varchar(320) NOT NULL, key_hash ${HASH} NOT NULL, request_hash ${HASH} NOT NULL, created_at bigint NOT NULL,
    UNIQUE KEY uq_enterprise_key (organization_id, key_hash), KEY ix_enterprise_organization (organization_id, id),
    FOREIGN KEY (organization_id) REFERENCES organization (id), FOREIGN KEY (user_id) REFERENCES user (id))`,
  `CREATE TABLE enterprise_admin (enterprise_id ${ID} NOT NULL, user_id ${ID} NOT NULL,
    PRIMARY KEY (enterprise_id, user_id), FOREIGN KEY (enterprise_id) REFERENCES enterprise (id),
    FOREIGN KEY (user_id) REFERENCES user (id))`,
  `CREATE TABLE third_party_identifier (enterprise_id ${ID} NOT NULL, position smallint NOT NULL,
    identifier varchar(255) NOT NULL, label varchar(255) NOT NULL, PRIMARY KEY (enterprise_id, position),
    FOREIGN KEY (enterprise_id) REFERENCES enterprise (id))`,
  `CREATE TABLE access_token (secret_hash ${HASH} PRIMARY KEY, revoked_at bigint)`,
];
