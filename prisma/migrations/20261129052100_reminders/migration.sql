-- What reminders were promised to whom: claimed before they are owed, so that two schedulers, or one that dies in between,
-- say everything once.

CREATE TABLE "reminder_message" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id") ON DELETE CASCADE,
  "key" TEXT NOT NULL UNIQUE,
  "person_id" INTEGER REFERENCES "person" ("id") ON DELETE SET NULL,
  "post" TEXT NOT NULL,
  "day" CHAR(10) NOT NULL,
  "class" TEXT NOT NULL CHECK ("class" IN ('reminder', 'escalation')),
  "status" TEXT NOT NULL CHECK ("status" IN ('held', 'claimed', 'owed', 'done', 'undelivered', 'dropped')),
  "text" TEXT NOT NULL,
  "choices" TEXT[] NOT NULL DEFAULT '{}',
  "subject" JSONB,
  "summary" TEXT NOT NULL,
  "account_ids" INTEGER[] NOT NULL DEFAULT '{}',
  "attempt" INTEGER NOT NULL DEFAULT 0,
  "message_id" INTEGER,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "reminder_message_open_idx" ON "reminder_message" ("status") WHERE "status" IN ('held', 'claimed', 'owed');
CREATE INDEX "reminder_message_commune_id_day_idx" ON "reminder_message" ("commune_id", "day");

CREATE TABLE "reminder_step" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id") ON DELETE CASCADE,
  "key" TEXT NOT NULL,
  "day" CHAR(10) NOT NULL,
  "outcome" TEXT NOT NULL DEFAULT 'told' CHECK ("outcome" IN ('told', 'missed', 'left_out')),
  "message_id" INTEGER REFERENCES "reminder_message" ("id") ON DELETE SET NULL,
  UNIQUE ("commune_id", "key")
);
CREATE INDEX "reminder_step_commune_id_day_idx" ON "reminder_step" ("commune_id", "day");
