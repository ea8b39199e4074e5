CREATE TABLE "access_token_annotations" (
  "access_token_id" varchar(32) NOT NULL,
  "position" integer NOT NULL,
  "holder_id" varchar(32) NOT NULL,
  "name" varchar(100) NOT NULL,
  "value" varchar(1000),
  "name_hash" varchar(64) NOT NULL,
  "pair_hash" varchar(64) NOT NULL,
  CONSTRAINT "uq_access_token_annotations_access_token_name_hash" UNIQUE ("access_token_id", "name_hash"),
  CONSTRAINT "fk_access_token_annotations_access_token" FOREIGN KEY ("access_token_id") REFERENCES "access_tokens" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  PRIMARY KEY ("access_token_id", "position")
);

CREATE INDEX "ix_access_token_annotations_pair" ON "access_token_annotations" ("holder_id", "pair_hash", "access_token_id");

CREATE TABLE "access_tokens" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "kind" varchar(16) NOT NULL,
  "organization_id" varchar(32),
  "user_id" varchar(32),
  "name" varchar(255) NOT NULL,
  "secret_hash" varchar(64) NOT NULL,
  "scopes" varchar(1000) NOT NULL,
  "networks" varchar(2000),
  "rate_limit" integer,
  "expires_at" bigint,
  "created_at" bigint NOT NULL,
  "last_used_at" bigint,
  "revoked_at" bigint,
  "replaced_by_id" varchar(32),
  "annotations_hash" varchar(64),
  "counted_with_id" varchar(32),
  CONSTRAINT "uq_access_tokens_secret_hash" UNIQUE ("secret_hash"),
  CONSTRAINT "fk_access_tokens_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT "fk_access_tokens_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

CREATE INDEX "ix_access_tokens_living" ON "access_tokens" ("organization_id", "revoked_at", "id");

CREATE INDEX "ix_access_tokens_organization" ON "access_tokens" ("organization_id", "id");

CREATE INDEX "ix_access_tokens_user" ON "access_tokens" ("user_id", "id");

CREATE TABLE "audit_events" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "at" bigint NOT NULL,
  "action" varchar(64) NOT NULL,
  "actor_kind" varchar(16) NOT NULL,
  "actor_id" varchar(255) NOT NULL,
  "request_id" varchar(128) NOT NULL,
  "ip" varchar(45),
  "organization_id" varchar(32),
  "subject_type" varchar(32) NOT NULL,
  "subject_id" varchar(32) NOT NULL,
  "data" text NOT NULL,
  "actor_organization_id" varchar(32),
  pending_since bigint NULL
);

CREATE INDEX "ix_audit_events_own" ON "audit_events" ("organization_id", "at", "id");

CREATE INDEX "ix_audit_events_own_action" ON "audit_events" ("organization_id", "action", "at", "id");

CREATE INDEX ix_audit_events_pending ON audit_events (pending_since, id);

CREATE TABLE "audit_lines" (
  "organization_id" varchar(32) NOT NULL,
  "at" bigint NOT NULL,
  "event_id" varchar(32) NOT NULL,
  "action" varchar(64) NOT NULL,
  "sequence" bigint NOT NULL,
  PRIMARY KEY ("organization_id", "at", "event_id")
);

CREATE INDEX "ix_audit_lines_action" ON "audit_lines" ("organization_id", "action", "at", "event_id");

CREATE UNIQUE INDEX "uq_audit_lines_sequence" ON "audit_lines" ("organization_id", "sequence");

CREATE TABLE "audit_sequence" (
  "id" integer PRIMARY KEY NOT NULL,
  "last_place" bigint NOT NULL
);

CREATE TABLE "countries" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "name" varchar(100) NOT NULL,
  "iso_code2" varchar(2) NOT NULL,
  "iso_code3" varchar(3) NOT NULL,
  "time_zone" varchar(64),
  "eu" tinyint NOT NULL,
  CONSTRAINT "uq_countries_iso_code2" UNIQUE ("iso_code2"),
  CONSTRAINT "uq_countries_iso_code3" UNIQUE ("iso_code3")
);

CREATE TABLE "country_states" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "country_id" varchar(32) NOT NULL,
  "name" varchar(150) NOT NULL,
  "code" varchar(3) NOT NULL,
  CONSTRAINT "uq_country_states_country_code" UNIQUE ("country_id", "code"),
  CONSTRAINT "fk_country_states_country" FOREIGN KEY ("country_id") REFERENCES "countries" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

CREATE TABLE "currencies" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "name" varchar(100) NOT NULL,
  "iso_code" varchar(3) NOT NULL,
  "symbol" varchar(10) NOT NULL,
  CONSTRAINT "uq_currencies_iso_code" UNIQUE ("iso_code")
);

CREATE TABLE "deleted_enterprises" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "organization_id" varchar(32) NOT NULL,
  "key_hash" varchar(64) NOT NULL,
  "keyed_user_id" varchar(32),
  "deleted_at" bigint NOT NULL,
  CONSTRAINT "uq_deleted_enterprises_organization_key_hash" UNIQUE ("organization_id", "key_hash"),
  CONSTRAINT "fk_deleted_enterprises_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT "fk_deleted_enterprises_keyed_user" FOREIGN KEY ("keyed_user_id") REFERENCES "users" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

CREATE INDEX "ix_deleted_enterprises_keyed_user" ON "deleted_enterprises" ("keyed_user_id");

CREATE TABLE "enterprise_freezes" (
  "enterprise_id" varchar(32) PRIMARY KEY NOT NULL,
  "organization_id" varchar(32) NOT NULL,
  "at" bigint NOT NULL,
  "expires_at" bigint NOT NULL,
  "frozen_by" varchar(255) NOT NULL,
  "thawed_by" varchar(255),
  "frozen_by_organization_id" varchar(32),
  CONSTRAINT "fk_enterprise_freezes_enterprise" FOREIGN KEY ("enterprise_id") REFERENCES "enterprises" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

CREATE INDEX "ix_enterprise_freezes_organization" ON "enterprise_freezes" ("organization_id", "expires_at");

CREATE TABLE "enterprise_profiles" (
  "enterprise_id" varchar(32) PRIMARY KEY NOT NULL,
  "legal_person_name" varchar(255),
  "users_view_all_wallets" tinyint NOT NULL DEFAULT (0),
  CONSTRAINT "fk_enterprise_profiles_enterprise" FOREIGN KEY ("enterprise_id") REFERENCES "enterprises" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

CREATE TABLE "enterprise_users" (
  "enterprise_id" varchar(32) NOT NULL,
  "user_id" varchar(32) NOT NULL,
  "organization_id" varchar(32) NOT NULL,
  "role" varchar(16) NOT NULL,
  "created_at" bigint NOT NULL,
  CONSTRAINT "fk_enterprise_users_enterprise" FOREIGN KEY ("enterprise_id") REFERENCES "enterprises" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT "fk_enterprise_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  PRIMARY KEY ("enterprise_id", "user_id")
);

CREATE INDEX "ix_enterprise_users_user" ON "enterprise_users" ("user_id", "organization_id", "enterprise_id");

CREATE TABLE "enterprises" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "organization_id" varchar(32) NOT NULL,
  "user_id" varchar(32) NOT NULL,
  "name" varchar(320) NOT NULL,
  "name_search" varchar(320) NOT NULL,
  "account_type" varchar(16) NOT NULL,
  "is_caas" tinyint NOT NULL,
  "version" integer NOT NULL DEFAULT (1),
  "created_at" bigint NOT NULL,
  "key_hash" varchar(64) NOT NULL,
  "email_digest" varchar(64),
  "admins_digest" varchar(64) NOT NULL,
  "identifiers_digest" varchar(64),
  "given_account_type" varchar(16),
  "given_is_caas" tinyint,
  CONSTRAINT "uq_enterprises_organization_key_hash" UNIQUE ("organization_id", "key_hash"),
  CONSTRAINT "fk_enterprises_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT "fk_enterprises_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

CREATE INDEX "ix_enterprises_account_type" ON "enterprises" ("organization_id", "account_type", "id");

CREATE INDEX "ix_enterprises_name" ON "enterprises" ("organization_id", "name_search", "id");

CREATE INDEX "ix_enterprises_organization" ON "enterprises" ("organization_id", "id");

CREATE INDEX "ix_enterprises_user_email" ON "enterprises" ("user_id", "email_digest", "id");

CREATE TABLE "event_feed" (
  "id" integer PRIMARY KEY NOT NULL,
  "cursor_key" varchar(32) NOT NULL,
  "cleared_place" bigint NOT NULL
);

CREATE TABLE "idempotency_records" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "scope_id" varchar(32) NOT NULL,
  "route" varchar(255) NOT NULL,
  "key_hash" varchar(64) NOT NULL,
  "meaning_hash" varchar(64) NOT NULL,
  "subject_id" varchar(32) NOT NULL,
  "sealed" varchar(255),
  "created_at" bigint NOT NULL,
  CONSTRAINT "uq_idempotency_records_key" UNIQUE ("scope_id", "route", "key_hash")
);

CREATE INDEX "ix_idempotency_records_key" ON "idempotency_records" ("key_hash");

CREATE TABLE "list_blocks" (
  "kind" varchar(16) NOT NULL,
  "owner_id" varchar(32) NOT NULL,
  "level" integer NOT NULL,
  "last_id" varchar(32) NOT NULL,
  "size" integer NOT NULL,
  PRIMARY KEY ("kind", "owner_id", "level", "last_id")
);

CREATE TABLE "migrations" (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
  "timestamp" bigint NOT NULL,
  "name" varchar NOT NULL
);

CREATE TABLE "organization_annotations" (
  "organization_id" varchar(32) NOT NULL,
  "position" integer NOT NULL,
  "parent_id" varchar(32) NOT NULL,
  "name" varchar(100) NOT NULL,
  "value" varchar(1000),
  "name_hash" varchar(64) NOT NULL,
  "pair_hash" varchar(64) NOT NULL,
  CONSTRAINT "uq_organization_annotations_organization_name_hash" UNIQUE ("organization_id", "name_hash"),
  CONSTRAINT "fk_organization_annotations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  PRIMARY KEY ("organization_id", "position")
);

CREATE INDEX "ix_organization_annotations_pair" ON "organization_annotations" ("parent_id", "pair_hash", "organization_id");

CREATE TABLE "organization_holds" (
  "organization_id" varchar(32) NOT NULL,
  "source" varchar(16) NOT NULL,
  "placed_by_organization_id" varchar(32) NOT NULL,
  "reason" varchar(1000),
  "since" bigint NOT NULL,
  "by" varchar(255) NOT NULL,
  CONSTRAINT "fk_organization_holds_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  PRIMARY KEY ("organization_id", "source", "placed_by_organization_id")
);

CREATE TABLE "organization_usage" (
  "organization_id" varchar(32) PRIMARY KEY NOT NULL,
  "managed_count" integer NOT NULL,
  "managed_limit" integer,
  CONSTRAINT "fk_organization_usage_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

CREATE TABLE "organization_users" (
  "organization_id" varchar(32) NOT NULL,
  "user_id" varchar(32) NOT NULL,
  "role" varchar(16) NOT NULL,
  "created_at" bigint NOT NULL,
  "accepted" tinyint NOT NULL DEFAULT (0),
  CONSTRAINT "fk_organization_users_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT "fk_organization_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  PRIMARY KEY ("organization_id", "user_id")
);

CREATE INDEX "ix_organization_users_role" ON "organization_users" ("organization_id", "role", "user_id");

CREATE INDEX "ix_organization_users_user" ON "organization_users" ("user_id", "organization_id");

CREATE TABLE "organizations" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "parent_id" varchar(32),
  "path" varchar(263) NOT NULL,
  "depth" integer NOT NULL,
  "managed" tinyint NOT NULL,
  "name" varchar(255) NOT NULL,
  "sub_domain" varchar(63) NOT NULL,
  "created_at" bigint NOT NULL,
  "activated_at" bigint,
  "deleted_at" bigint,
  "holds" integer NOT NULL DEFAULT (0),
  "version" integer NOT NULL DEFAULT (1),
  "billing_name" varchar(255),
  "address1" varchar(255),
  "address2" varchar(255),
  "address3" varchar(255),
  "address4" varchar(255),
  "postcode" varchar(32),
  "vat_number" varchar(64),
  "phone_number" varchar(64),
  "currency_id" varchar(32) NOT NULL,
  "country_id" varchar(32),
  "country_state_id" varchar(32),
  "enterprise_name_suffix" varchar(64),
  "default_account_type" varchar(16),
  CONSTRAINT "uq_organizations_sub_domain" UNIQUE ("sub_domain"),
  CONSTRAINT "fk_organizations_parent" FOREIGN KEY ("parent_id") REFERENCES "organizations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT "fk_organizations_currency" FOREIGN KEY ("currency_id") REFERENCES "currencies" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT "fk_organizations_country" FOREIGN KEY ("country_id") REFERENCES "countries" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT "fk_organizations_country_state" FOREIGN KEY ("country_state_id") REFERENCES "country_states" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

CREATE INDEX "ix_organizations_living" ON "organizations" ("parent_id", "deleted_at", "id");

CREATE TABLE "retired_sub_domains" (
  "sub_domain" varchar(63) PRIMARY KEY NOT NULL,
  "organization_id" varchar(32) NOT NULL,
  "since" bigint NOT NULL,
  CONSTRAINT "fk_retired_sub_domains_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

CREATE INDEX "ix_retired_sub_domains_organization" ON "retired_sub_domains" ("organization_id", "since");

CREATE TABLE sqlite_sequence(
  name,
 seq
);

CREATE TABLE "third_party_identifiers" (
  "enterprise_id" varchar(32) NOT NULL,
  "position" integer NOT NULL,
  "organization_id" varchar(32) NOT NULL,
  "label" varchar(255) NOT NULL,
  "identifier" varchar(255) NOT NULL,
  "pair_hash" varchar(64) NOT NULL,
  CONSTRAINT "uq_third_party_identifiers_enterprise_pair_hash" UNIQUE ("enterprise_id", "pair_hash"),
  CONSTRAINT "fk_third_party_identifiers_enterprise" FOREIGN KEY ("enterprise_id") REFERENCES "enterprises" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  PRIMARY KEY ("enterprise_id", "position")
);

CREATE INDEX "ix_third_party_identifiers_pair" ON "third_party_identifiers" ("organization_id", "pair_hash", "enterprise_id");

CREATE TABLE "user_reach" (
  "user_id" varchar(32) NOT NULL,
  "ancestor_id" varchar(32) NOT NULL,
  "organization_id" varchar(32) NOT NULL,
  PRIMARY KEY ("user_id", "ancestor_id", "organization_id")
);

CREATE TABLE "users" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "email" varchar(254),
  "email_canonical" varchar(320),
  "first_name" varchar(255),
  "last_name" varchar(255),
  "created_at" bigint NOT NULL,
  "erased_at" bigint,
  "version" integer NOT NULL DEFAULT (1),
  CONSTRAINT "uq_users_email_canonical" UNIQUE ("email_canonical")
);

CREATE TABLE "webhook_deliveries" (
  "endpoint_id" varchar(32) NOT NULL,
  "event_id" varchar(32) NOT NULL,
  "type" varchar(64) NOT NULL,
  "state" varchar(16) NOT NULL,
  "attempts" integer NOT NULL,
  "next_attempt_at" bigint,
  "last_status" integer,
  "last_error" varchar(64),
  "answer_beginning" varchar(1024),
  "last_attempt_at" bigint,
  "created_at" bigint NOT NULL,
  "finished_at" bigint,
  PRIMARY KEY ("endpoint_id", "event_id")
);

CREATE INDEX "ix_webhook_deliveries_due" ON "webhook_deliveries" ("state", "endpoint_id", "next_attempt_at");

CREATE INDEX "ix_webhook_deliveries_finished" ON "webhook_deliveries" ("finished_at");

CREATE INDEX "ix_webhook_deliveries_state" ON "webhook_deliveries" ("endpoint_id", "state", "event_id");

CREATE TABLE "webhook_endpoints" (
  "id" varchar(32) PRIMARY KEY NOT NULL,
  "organization_id" varchar(32) NOT NULL,
  "place" integer NOT NULL,
  "url" varchar(2048) NOT NULL,
  "description" varchar(255),
  "types" text,
  "secret_sealed" varchar(255) NOT NULL,
  "previous_secret_sealed" varchar(255),
  "previous_until" bigint,
  "disabled_reason" varchar(16),
  "disabled_at" bigint,
  "failing_since" bigint,
  "created_at" bigint NOT NULL,
  "updated_at" bigint NOT NULL,
  CONSTRAINT "uq_webhook_endpoints_place" UNIQUE ("organization_id", "place")
);

CREATE INDEX "ix_webhook_endpoints_organization" ON "webhook_endpoints" ("organization_id", "id");

CREATE TABLE "webhook_queues" (
  "endpoint_id" varchar(32) PRIMARY KEY NOT NULL,
  "lane" integer NOT NULL,
  "due_at" bigint,
  "lease_id" varchar(32),
  "failed_turns" integer NOT NULL DEFAULT 0,
  "paused_until" bigint
);

CREATE INDEX "ix_webhook_queues_due" ON "webhook_queues" ("lane", "due_at");
