-- People's judgements of what was read: what they saw, what the file says now beside it, and who changed what and why.
-- And of each duty what its plan leaves blank and how often it is to be done.

ALTER TABLE "document"
  ADD COLUMN "visibility_said" TEXT CHECK ("visibility_said" IN ('public', 'internal')),
  ADD COLUMN "internal_use" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "review" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "duty"
  ADD COLUMN "count_value" DOUBLE PRECISION,
  ADD COLUMN "count_unit" TEXT,
  ADD COLUMN "count_per" TEXT CHECK ("count_per" IN ('year', 'quarter', 'month')),
  ADD COLUMN "open" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "judged_on" JSONB,
  ADD COLUMN "reading" JSONB,
  ADD COLUMN "merged_into" INTEGER,
  ADD COLUMN "kept" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "reporting_rule"
  ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "judged_on" JSONB,
  ADD COLUMN "reading" JSONB,
  ADD COLUMN "merged_into" INTEGER,
  ADD COLUMN "kept" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "target"
  ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "judged_on" JSONB,
  ADD COLUMN "reading" JSONB,
  ADD COLUMN "merged_into" INTEGER,
  ADD COLUMN "kept" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "review_change" (
  "id" SERIAL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "document_id" INTEGER NOT NULL REFERENCES "document" ("id") ON DELETE CASCADE,
  "subject" TEXT NOT NULL CHECK ("subject" IN ('duty', 'rule', 'target', 'document')),
  "subject_id" INTEGER NOT NULL,
  "action" TEXT NOT NULL,
  "by" TEXT NOT NULL,
  "why" TEXT,
  "before" JSONB,
  "after" JSONB
);
CREATE INDEX "review_change_document_id_idx" ON "review_change" ("document_id");
CREATE INDEX "review_change_subject_subject_id_idx" ON "review_change" ("subject", "subject_id");
