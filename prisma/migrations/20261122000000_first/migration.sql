CREATE TABLE "commune" (
  "id" SERIAL PRIMARY KEY,
  "slug" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL,
  "province" TEXT
);

CREATE TABLE "document" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id"),
  "file" TEXT NOT NULL UNIQUE,
  "digest" TEXT NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  "status" TEXT NOT NULL DEFAULT 'active' CHECK ("status" IN ('active', 'retired')),
  "visibility" TEXT NOT NULL DEFAULT 'internal' CHECK ("visibility" IN ('public', 'internal')),
  "title" TEXT,
  "type" TEXT,
  "number" TEXT,
  "date_text" TEXT,
  "issuer" TEXT,
  "signer" TEXT,
  "identity" JSONB NOT NULL,
  "warnings" TEXT[] NOT NULL DEFAULT '{}',
  "text" TEXT NOT NULL,
  "ingested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "retired_at" TIMESTAMPTZ(3)
);
CREATE INDEX "document_commune_id_status_idx" ON "document" ("commune_id", "status");

CREATE TABLE "section" (
  "id" SERIAL PRIMARY KEY,
  "document_id" INTEGER NOT NULL REFERENCES "document" ("id") ON DELETE CASCADE,
  "position" INTEGER NOT NULL,
  "level" INTEGER NOT NULL,
  "heading" TEXT NOT NULL,
  "path" TEXT[] NOT NULL DEFAULT '{}',
  "cite" TEXT NOT NULL,
  UNIQUE ("document_id", "position")
);

-- One partition a commune, so that a search in one commune reads nothing of the others.
CREATE TABLE "passage" (
  "id" SERIAL NOT NULL,
  "commune_id" INTEGER NOT NULL,
  "document_id" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "section" INTEGER,
  "kind" TEXT NOT NULL,
  "cite" TEXT NOT NULL,
  "heading" TEXT NOT NULL,
  "lead" TEXT,
  "quote" TEXT NOT NULL,
  "tokens" TEXT NOT NULL,
  PRIMARY KEY ("commune_id", "id")
) PARTITION BY LIST ("commune_id");
CREATE INDEX "passage_document_id_idx" ON "passage" ("document_id");

CREATE TABLE "unit" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id") ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "aliases" TEXT[] NOT NULL DEFAULT '{}',
  "is_group" BOOLEAN NOT NULL DEFAULT false,
  "members" TEXT[] NOT NULL DEFAULT '{}',
  UNIQUE ("commune_id", "name")
);

CREATE TABLE "duty" (
  "id" SERIAL PRIMARY KEY,
  "document_id" INTEGER NOT NULL REFERENCES "document" ("id") ON DELETE CASCADE,
  "position" INTEGER NOT NULL,
  "no" TEXT,
  "name" TEXT NOT NULL,
  "lead" TEXT[] NOT NULL DEFAULT '{}',
  "coordinating" TEXT[] NOT NULL DEFAULT '{}',
  "output" TEXT,
  "time_text" TEXT,
  "starts_on" CHAR(10),
  "ends_on" CHAR(10),
  "recurrence" TEXT,
  "ongoing" BOOLEAN NOT NULL DEFAULT false,
  "origin" TEXT NOT NULL CHECK ("origin" IN ('appendix', 'prose')),
  "section" TEXT NOT NULL,
  "quote" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'proposed' CHECK ("state" IN ('proposed', 'confirmed', 'corrected', 'rejected')),
  "vanished_at" TIMESTAMPTZ(3)
);
CREATE INDEX "duty_document_id_idx" ON "duty" ("document_id");

CREATE TABLE "reporting_rule" (
  "id" SERIAL PRIMARY KEY,
  "document_id" INTEGER NOT NULL REFERENCES "document" ("id") ON DELETE CASCADE,
  "position" INTEGER NOT NULL,
  "who" TEXT[] NOT NULL DEFAULT '{}',
  "recipient" TEXT,
  "via" TEXT,
  "cadence" TEXT NOT NULL,
  "due_text" TEXT,
  "recurrence" TEXT,
  "section" TEXT NOT NULL,
  "quote" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'proposed' CHECK ("state" IN ('proposed', 'confirmed', 'corrected', 'rejected')),
  "vanished_at" TIMESTAMPTZ(3)
);
CREATE INDEX "reporting_rule_document_id_idx" ON "reporting_rule" ("document_id");

CREATE TABLE "target" (
  "id" SERIAL PRIMARY KEY,
  "document_id" INTEGER NOT NULL REFERENCES "document" ("id") ON DELETE CASCADE,
  "position" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "op" TEXT,
  "value" DOUBLE PRECISION,
  "unit" TEXT,
  "by_year" TEXT,
  "phase" TEXT,
  "section" TEXT NOT NULL,
  "quote" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'proposed' CHECK ("state" IN ('proposed', 'confirmed', 'corrected', 'rejected')),
  "vanished_at" TIMESTAMPTZ(3)
);
CREATE INDEX "target_document_id_idx" ON "target" ("document_id");

CREATE TABLE "person" (
  "id" SERIAL PRIMARY KEY,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "channel_account" (
  "id" SERIAL PRIMARY KEY,
  "person_id" INTEGER NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "channel" TEXT NOT NULL,
  "external_id" TEXT NOT NULL,
  "commune_id" INTEGER REFERENCES "commune" ("id"),
  "role" TEXT NOT NULL DEFAULT 'citizen' CHECK ("role" IN ('citizen', 'official', 'unit_head')),
  "unit_name" TEXT,
  "demo" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE ("channel", "external_id")
);

CREATE TABLE "conversation" (
  "id" SERIAL PRIMARY KEY,
  "account_id" INTEGER NOT NULL REFERENCES "channel_account" ("id") ON DELETE CASCADE,
  "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "reset_at" TIMESTAMPTZ(3)
);
CREATE INDEX "conversation_account_id_idx" ON "conversation" ("account_id");

CREATE TABLE "message" (
  "id" SERIAL PRIMARY KEY,
  "conversation_id" INTEGER NOT NULL REFERENCES "conversation" ("id") ON DELETE CASCADE,
  "direction" TEXT NOT NULL CHECK ("direction" IN ('in', 'out')),
  "external_key" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "status" TEXT NOT NULL CHECK (
    ("direction" = 'in' AND "status" IN ('received', 'answered'))
    OR ("direction" = 'out' AND "status" IN ('due', 'sending', 'sent', 'failed', 'unknown', 'given_up'))
  ),
  "outcome" TEXT,
  "citations" JSONB,
  "answers_id" INTEGER UNIQUE REFERENCES "message" ("id") ON DELETE CASCADE,
  "feedback" INTEGER CHECK ("feedback" IN (-1, 1)),
  "latency_ms" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finished_at" TIMESTAMPTZ(3),
  UNIQUE ("conversation_id", "direction", "external_key")
);
CREATE INDEX "message_status_idx" ON "message" ("status");

CREATE TABLE "ingestion_run" (
  "id" SERIAL PRIMARY KEY,
  "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finished_at" TIMESTAMPTZ(3),
  "report" JSONB
);

CREATE TABLE "setting" (
  "name" TEXT PRIMARY KEY,
  "value" JSONB NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
