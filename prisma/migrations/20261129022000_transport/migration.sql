-- What sending one chat at a time, in parts, and once more when nobody knows needs to remember; and what a deep link
-- carried until it is answered.

ALTER TABLE "conversation"
  ADD COLUMN "send_holder" TEXT,
  ADD COLUMN "send_until" TIMESTAMPTZ(3);

ALTER TABLE "message"
  ADD COLUMN "parts_sent" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "resends" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "start_payload" TEXT,
  ADD COLUMN "is_group" BOOLEAN NOT NULL DEFAULT false;
-- The chat's own queue: its messages leave one after the other.
CREATE INDEX "message_owed_idx" ON "message" ("conversation_id", "id")
  WHERE "direction" = 'out' AND "status" IN ('due', 'sending');
-- What is told to people as kept ends by its age.
CREATE INDEX "inbox_finished_idx" ON "inbox" ("finished_at") WHERE "finished_at" IS NOT NULL;
