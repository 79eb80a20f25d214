-- What citizens report and voters propose: the words as sent, who is in charge, what was said back, one photograph.

CREATE TABLE "feedback" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id") ON DELETE CASCADE,
  "account_id" INTEGER REFERENCES "channel_account" ("id") ON DELETE SET NULL,
  "asked_message_id" INTEGER UNIQUE,
  "code" TEXT UNIQUE,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('report', 'voter')),
  "what" TEXT NOT NULL,
  "place" TEXT,
  "village" TEXT,
  "field" TEXT,
  "unit_name" TEXT,
  "by_delegate" BOOLEAN NOT NULL DEFAULT false,
  "state" TEXT NOT NULL DEFAULT 'received'
    CHECK ("state" IN ('received', 'assigned', 'working', 'answered', 'declined', 'withdrawn')),
  "revision" INTEGER NOT NULL DEFAULT 1,
  "due_on" TEXT NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finished_at" TIMESTAMPTZ(3),
  "finished_on" TEXT,
  "desk_told_revision" INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX "feedback_commune_id_kind_state_idx" ON "feedback" ("commune_id", "kind", "state");
CREATE INDEX "feedback_account_id_idx" ON "feedback" ("account_id");

CREATE TABLE "feedback_event" (
  "id" SERIAL PRIMARY KEY,
  "feedback_id" INTEGER NOT NULL REFERENCES "feedback" ("id") ON DELETE CASCADE,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "state" TEXT NOT NULL,
  "unit_name" TEXT,
  "reply" TEXT,
  "note" TEXT,
  "by_person" INTEGER
);
CREATE INDEX "feedback_event_feedback_id_idx" ON "feedback_event" ("feedback_id");

CREATE TABLE "feedback_photo" (
  "feedback_id" INTEGER PRIMARY KEY REFERENCES "feedback" ("id") ON DELETE CASCADE,
  "bytes" BYTEA NOT NULL
);

CREATE TABLE "feedback_draft" (
  "account_id" INTEGER PRIMARY KEY REFERENCES "channel_account" ("id") ON DELETE CASCADE,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('report', 'voter')),
  "step" TEXT NOT NULL CHECK ("step" IN ('what', 'place', 'photo', 'confirm')),
  "what" TEXT,
  "place" TEXT,
  "photo" BYTEA,
  "last_message_id" INTEGER NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- Whoever is erased takes their words and photograph along; that there was a matter, of which field and when, stays a figure.
CREATE FUNCTION "forget_feedback_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."what" := '';
  NEW."place" := NULL;
  NEW."code" := NULL;
  NEW."asked_message_id" := NULL;
  IF NEW."state" IN ('received', 'assigned', 'working') THEN NEW."state" := 'withdrawn'; END IF;
  UPDATE "feedback_event" SET "reply" = NULL, "note" = NULL WHERE "feedback_id" = NEW."id";
  DELETE FROM "feedback_photo" WHERE "feedback_id" = NEW."id";
  RETURN NEW;
END $$;
CREATE TRIGGER "feedback_forgets" BEFORE UPDATE OF "account_id" ON "feedback"
  FOR EACH ROW WHEN (OLD."account_id" IS NOT NULL AND NEW."account_id" IS NULL)
  EXECUTE FUNCTION "forget_feedback_words"();
