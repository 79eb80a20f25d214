-- What a citizen asked to be sent: a lesson a day, and reminders of one's own. Both go when the account goes.

CREATE TABLE "lesson_subscription" (
  "account_id" INTEGER PRIMARY KEY REFERENCES "channel_account" ("id") ON DELETE CASCADE,
  "status" TEXT NOT NULL CHECK ("status" IN ('offered', 'active', 'stopped', 'finished')),
  "last_told_on" DATE,
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "lesson_subscription_active_idx" ON "lesson_subscription" ("last_told_on") WHERE "status" = 'active';

CREATE TABLE "lesson_progress" (
  "account_id" INTEGER NOT NULL REFERENCES "channel_account" ("id") ON DELETE CASCADE,
  "lesson" TEXT NOT NULL,
  "told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "choice" INTEGER,
  "is_right" BOOLEAN,
  "answered_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("account_id", "lesson")
);

CREATE TABLE "own_reminder" (
  "id" SERIAL PRIMARY KEY,
  "account_id" INTEGER NOT NULL REFERENCES "channel_account" ("id") ON DELETE CASCADE,
  "about" TEXT NOT NULL,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "status" TEXT NOT NULL DEFAULT 'waiting' CHECK ("status" IN ('waiting', 'told', 'cancelled')),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "own_reminder_due_idx" ON "own_reminder" ("due_at") WHERE "status" = 'waiting';
CREATE INDEX "own_reminder_account_idx" ON "own_reminder" ("account_id");
