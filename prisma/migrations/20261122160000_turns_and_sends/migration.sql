-- One conversation an account, worked on by one turn at a time; what an inbound message was; when and how often an
-- outbound message is sent, by the database's clock.

DROP INDEX "conversation_account_id_idx";
CREATE UNIQUE INDEX "conversation_account_id_key" ON "conversation" ("account_id");
ALTER TABLE "conversation"
  ADD COLUMN "turn_holder" TEXT,
  ADD COLUMN "turn_until" TIMESTAMPTZ(3);

ALTER TABLE "message"
  ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'text' CHECK ("kind" IN ('text', 'voice', 'image', 'other')),
  ADD COLUMN "choices" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "claimed_at" TIMESTAMPTZ(3);
