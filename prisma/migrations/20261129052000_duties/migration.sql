-- Duties as they fall due: one row for each body and period, with everything people said of it.

CREATE TABLE "occurrence" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune" ("id") ON DELETE CASCADE,
  "document_id" INTEGER NOT NULL REFERENCES "document" ("id") ON DELETE CASCADE,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('report', 'task')),
  "rule_key" TEXT NOT NULL,
  "slot" TEXT NOT NULL,
  "body_key" TEXT NOT NULL,
  "body_name" TEXT NOT NULL,
  "source_id" INTEGER NOT NULL,
  "section" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "cadence" TEXT NOT NULL,
  "due_text" TEXT,
  "is_office_date" BOOLEAN NOT NULL DEFAULT false,
  "due" CHAR(10) NOT NULL,
  "last_safe" CHAR(10) NOT NULL,
  "late_from" CHAR(10) NOT NULL,
  "starts_on" CHAR(10),
  "period_start" CHAR(10),
  "period_end" CHAR(10),
  "units" TEXT[] NOT NULL DEFAULT '{}',
  "coordinating" TEXT[] NOT NULL DEFAULT '{}',
  "recipient" TEXT,
  "via" TEXT,
  "count_target" DOUBLE PRECISION,
  "count_unit" TEXT,
  "is_confirmed" BOOLEAN NOT NULL DEFAULT false,
  "known_on" CHAR(10) NOT NULL,
  "in_force" BOOLEAN NOT NULL DEFAULT true,
  "status" TEXT NOT NULL DEFAULT 'not_started'
    CHECK ("status" IN ('not_started', 'in_progress', 'handed_back', 'filed', 'accepted', 'not_applicable')),
  "percent" INTEGER,
  "filed_on" CHAR(10),
  "filed_number" TEXT,
  "extended_to" CHAR(10),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE ("document_id", "kind", "rule_key", "slot", "body_key")
);
CREATE INDEX "occurrence_commune_id_last_safe_idx" ON "occurrence" ("commune_id", "last_safe");

CREATE TABLE "occurrence_event" (
  "id" SERIAL PRIMARY KEY,
  "occurrence_id" INTEGER NOT NULL REFERENCES "occurrence" ("id") ON DELETE CASCADE,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "kind" TEXT NOT NULL,
  "person_id" INTEGER REFERENCES "person" ("id") ON DELETE SET NULL,
  "by" TEXT NOT NULL,
  "message_id" INTEGER,
  "detail" JSONB NOT NULL DEFAULT '{}',
  "undoes" INTEGER REFERENCES "occurrence_event" ("id") ON DELETE CASCADE,
  UNIQUE ("occurrence_id", "kind", "message_id")
);
CREATE INDEX "occurrence_event_occurrence_id_idx" ON "occurrence_event" ("occurrence_id");

-- A date for a report whose document names none, set by the office.
CREATE TABLE "office_date" (
  "id" SERIAL PRIMARY KEY,
  "document_id" INTEGER NOT NULL REFERENCES "document" ("id") ON DELETE CASCADE,
  "rule_key" TEXT NOT NULL,
  "cadence" TEXT NOT NULL,
  "due_text" TEXT,
  "recurrence" TEXT,
  "days" TEXT[] NOT NULL DEFAULT '{}',
  "by" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE ("document_id", "rule_key")
);
