-- Providers of messages: several addresses of ours on one channel, an inbox for what they deliver, and on each message
-- what it is about, how it may be answered and what became of it.

ALTER TABLE "channel_account"
  ADD COLUMN "endpoint" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "unreachable_at" TIMESTAMPTZ(3),
  ADD COLUMN "last_inbound_at" TIMESTAMPTZ(3);
ALTER TABLE "channel_account" DROP CONSTRAINT "channel_account_channel_external_id_key";
CREATE UNIQUE INDEX "channel_account_channel_endpoint_external_id_key"
  ON "channel_account" ("channel", "endpoint", "external_id");

ALTER TABLE "message"
  ADD COLUMN "class" TEXT NOT NULL DEFAULT 'answer'
    CHECK ("class" IN ('answer', 'notice', 'reminder', 'escalation', 'broadcast', 'desk')),
  ADD COLUMN "subject" JSONB,
  ADD COLUMN "links" JSONB,
  ADD COLUMN "document" JSONB,
  ADD COLUMN "template" JSONB,
  ADD COLUMN "attachments" JSONB,
  ADD COLUMN "pressed" JSONB,
  ADD COLUMN "sort_order" BIGINT,
  ADD COLUMN "receipt" TEXT,
  ADD COLUMN "failure" TEXT,
  ADD COLUMN "delivered_at" TIMESTAMPTZ(3),
  ADD COLUMN "seen_at" TIMESTAMPTZ(3);
CREATE INDEX "message_receipt_idx" ON "message" ("receipt") WHERE "receipt" IS NOT NULL;

CREATE TABLE "inbox" (
  "id" SERIAL PRIMARY KEY,
  "channel" TEXT NOT NULL,
  "endpoint" TEXT NOT NULL,
  "external_key" TEXT NOT NULL,
  "external_user_id" TEXT,
  "provider_kind" TEXT NOT NULL,
  "sort_order" BIGINT,
  "update" JSONB,
  "status" TEXT NOT NULL DEFAULT 'received' CHECK ("status" IN ('received', 'taken', 'ignored', 'failed')),
  "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finished_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "inbox_channel_endpoint_external_key_key" ON "inbox" ("channel", "endpoint", "external_key");
CREATE INDEX "inbox_waiting_idx" ON "inbox" ("channel", "endpoint", "external_user_id", "id") WHERE "status" = 'received';
