-- Handover: a citizen's matter as a ticket to a desk, what was said in it, and who is talking in it now.

CREATE TABLE "ticket" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id") ON DELETE CASCADE,
  "account_id" INTEGER NOT NULL REFERENCES "channel_account" ("id") ON DELETE CASCADE,
  "asked_message_id" INTEGER UNIQUE,
  "unit_name" TEXT,
  "topic" TEXT NOT NULL,
  "turns" JSONB NOT NULL DEFAULT '[]',
  "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'taken', 'closed')),
  "round" INTEGER NOT NULL DEFAULT 1,
  "taken_from" TEXT CHECK ("taken_from" IN ('chat', 'console')),
  "taker_account_id" INTEGER REFERENCES "channel_account" ("id") ON DELETE SET NULL,
  "post_id" INTEGER REFERENCES "post" ("id") ON DELETE SET NULL,
  "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "remind_at" TIMESTAMPTZ(3) NOT NULL,
  "taken_at" TIMESTAMPTZ(3),
  "answered_at" TIMESTAMPTZ(3),
  "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "closed_at" TIMESTAMPTZ(3),
  "closed_by" TEXT CHECK ("closed_by" IN ('citizen', 'office', 'system')),
  "rating" INTEGER CHECK ("rating" IN (1, -1))
);
CREATE UNIQUE INDEX "ticket_account_id_live_key" ON "ticket" ("account_id") WHERE "state" <> 'closed';
CREATE INDEX "ticket_commune_id_state_idx" ON "ticket" ("commune_id", "state");

CREATE TABLE "ticket_line" (
  "id" SERIAL PRIMARY KEY,
  "ticket_id" INTEGER NOT NULL REFERENCES "ticket" ("id") ON DELETE CASCADE,
  "side" TEXT NOT NULL CHECK ("side" IN ('citizen', 'office')),
  "post_id" INTEGER REFERENCES "post" ("id") ON DELETE SET NULL,
  "key" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "ticket_line_ticket_id_key_key" ON "ticket_line" ("ticket_id", "key");

CREATE TABLE "ticket_talk" (
  "account_id" INTEGER PRIMARY KEY REFERENCES "channel_account" ("id") ON DELETE CASCADE,
  "ticket_id" INTEGER REFERENCES "ticket" ("id") ON DELETE CASCADE,
  "side" TEXT NOT NULL CHECK ("side" IN ('topic', 'citizen', 'office')),
  "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

ALTER TABLE "link_code" ADD COLUMN "used_account_id" INTEGER;
