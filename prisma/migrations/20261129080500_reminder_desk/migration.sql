-- What the office does with reminders from its pages: stops them for a while, and notes whom it told by telephone.
CREATE TABLE "reminder_pause" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "body_key" TEXT,
  "body_name" TEXT,
  "until" CHAR(10),
  "reason" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "ended_at" TIMESTAMPTZ(3),
  "ended_by" TEXT
);
CREATE INDEX "reminder_pause_commune_id_ended_at_idx" ON "reminder_pause" ("commune_id", "ended_at");

ALTER TABLE "reminder_message" DROP CONSTRAINT "reminder_message_status_check";
ALTER TABLE "reminder_message" ADD CONSTRAINT "reminder_message_status_check"
  CHECK ("status" IN ('held', 'claimed', 'owed', 'done', 'undelivered', 'dropped', 'called'));
