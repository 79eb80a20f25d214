-- Notices of the office: written by one, approved by another, owed to posts and subscribers, acknowledged.

CREATE TABLE "broadcast" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id") ON DELETE CASCADE,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('meeting', 'announcement', 'lesson', 'emergency')),
  "sender" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "meeting_at" TIMESTAMPTZ(3),
  "place" TEXT,
  "post_ids" INTEGER[] NOT NULL DEFAULT '{}',
  "document_ids" INTEGER[] NOT NULL DEFAULT '{}',
  "state" TEXT NOT NULL DEFAULT 'draft' CHECK ("state" IN ('draft', 'waiting', 'approved', 'cancelled')),
  "revision" INTEGER NOT NULL DEFAULT 1,
  "writers" INTEGER[] NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "submitted_at" TIMESTAMPTZ(3),
  "decided_at" TIMESTAMPTZ(3),
  "decided_by" INTEGER,
  "reason" TEXT
);
CREATE INDEX "broadcast_commune_id_idx" ON "broadcast" ("commune_id");

CREATE TABLE "broadcast_recipient" (
  "broadcast_id" INTEGER NOT NULL REFERENCES "broadcast" ("id") ON DELETE CASCADE,
  "account_id" INTEGER NOT NULL REFERENCES "channel_account" ("id") ON DELETE CASCADE,
  "post_id" INTEGER REFERENCES "post" ("id") ON DELETE SET NULL,
  "owed_at" TIMESTAMPTZ(3),
  "acknowledged_at" TIMESTAMPTZ(3),
  "asked_again_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("broadcast_id", "account_id")
);
CREATE INDEX "broadcast_recipient_account_id_idx" ON "broadcast_recipient" ("account_id");
CREATE INDEX "broadcast_recipient_unowed_idx" ON "broadcast_recipient" ("broadcast_id") WHERE "owed_at" IS NULL;

ALTER TABLE "message" DROP CONSTRAINT "message_class_check",
  ADD CONSTRAINT "message_class_check"
    CHECK ("class" IN ('answer', 'notice', 'reminder', 'escalation', 'broadcast', 'desk', 'emergency'));
