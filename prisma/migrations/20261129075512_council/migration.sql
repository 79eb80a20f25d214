-- Sessions of the people's council: agenda and papers, and whose chat asks of one session's papers alone.

CREATE TABLE "council_session" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id") ON DELETE CASCADE,
  "title" TEXT NOT NULL,
  "opens_at" TIMESTAMPTZ(3) NOT NULL,
  "place" TEXT,
  "agenda" TEXT NOT NULL DEFAULT '',
  "document_ids" INTEGER[] NOT NULL DEFAULT '{}',
  "broadcast_id" INTEGER REFERENCES "broadcast" ("id") ON DELETE SET NULL,
  "cancelled_at" TIMESTAMPTZ(3),
  "revision" INTEGER NOT NULL DEFAULT 1,
  "written_by" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "council_session_commune_id_idx" ON "council_session" ("commune_id");

CREATE TABLE "council_asking" (
  "account_id" INTEGER PRIMARY KEY REFERENCES "channel_account" ("id") ON DELETE CASCADE,
  "session_id" INTEGER NOT NULL REFERENCES "council_session" ("id") ON DELETE CASCADE,
  "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
