-- Posts of the office and who holds them, one-time codes that link a chat to a post, consent, preferences, and the trail
-- of who changed what. What a linked account may do follows from the posts held now, so `role` and `unit_name` of
-- channel_account remain for the demonstration alone.

UPDATE "channel_account" SET "role" = 'citizen', "unit_name" = NULL WHERE "role" <> 'citizen' AND NOT "demo";

ALTER TABLE "person" ADD COLUMN "name" TEXT, ADD COLUMN "phone" TEXT;

CREATE TABLE "post" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id") ON DELETE CASCADE,
  "unit_name" TEXT,
  "role" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "in_charge" TEXT[] NOT NULL DEFAULT '{}',
  "channel_order" TEXT[] NOT NULL DEFAULT '{}',
  "shows_name" BOOLEAN NOT NULL DEFAULT false,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "until" TIMESTAMPTZ(3)
);
CREATE INDEX "post_commune_id_idx" ON "post" ("commune_id");

CREATE TABLE "holding" (
  "id" SERIAL PRIMARY KEY,
  "post_id" INTEGER NOT NULL REFERENCES "post" ("id") ON DELETE CASCADE,
  "person_id" INTEGER REFERENCES "person" ("id") ON DELETE SET NULL,
  "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "until" TIMESTAMPTZ(3),
  "ended_as" TEXT CHECK ("ended_as" IN ('handed_over', 'left', 'erased', 'post_closed'))
);
CREATE UNIQUE INDEX "holding_post_id_person_id_open_key" ON "holding" ("post_id", "person_id") WHERE "until" IS NULL;
CREATE INDEX "holding_person_id_idx" ON "holding" ("person_id");

ALTER TABLE "channel_account"
  ADD COLUMN "acting_post_id" INTEGER REFERENCES "post" ("id") ON DELETE SET NULL,
  ADD COLUMN "acting_since" TIMESTAMPTZ(3),
  ADD COLUMN "left_office_at" TIMESTAMPTZ(3);
CREATE INDEX "channel_account_person_id_idx" ON "channel_account" ("person_id");

CREATE TABLE "link_code" (
  "id" SERIAL PRIMARY KEY,
  "post_id" INTEGER NOT NULL REFERENCES "post" ("id") ON DELETE CASCADE,
  "person_id" INTEGER REFERENCES "person" ("id") ON DELETE CASCADE,
  "token_hash" TEXT NOT NULL,
  "typed_hash" TEXT NOT NULL,
  "made_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "link_code_token_hash_key" ON "link_code" ("token_hash");
CREATE UNIQUE INDEX "link_code_typed_hash_key" ON "link_code" ("typed_hash");

CREATE TABLE "link_attempt" (
  "key" VARCHAR(255) PRIMARY KEY,
  "points" INTEGER NOT NULL DEFAULT 0,
  "expire" BIGINT
);

CREATE TABLE "consent" (
  "id" SERIAL PRIMARY KEY,
  "person_id" INTEGER NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "purpose" TEXT NOT NULL CHECK ("purpose" IN ('lessons', 'broadcasts', 'answers_later')),
  "version" TEXT NOT NULL,
  "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "withdrawn_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "consent_person_id_purpose_open_key" ON "consent" ("person_id", "purpose") WHERE "withdrawn_at" IS NULL;

CREATE TABLE "preference" (
  "person_id" INTEGER PRIMARY KEY REFERENCES "person" ("id") ON DELETE CASCADE,
  "value" JSONB NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "audit_entry" (
  "id" SERIAL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "actor" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "commune_id" INTEGER REFERENCES "commune" ("id") ON DELETE SET NULL,
  "subject" JSONB NOT NULL DEFAULT '{}',
  "reason" TEXT
);
CREATE INDEX "audit_entry_commune_id_id_idx" ON "audit_entry" ("commune_id", "id");
