-- The text of the reading before, so that the office sees what a new version changed.
ALTER TABLE "document" ADD COLUMN "previous_text" TEXT;
