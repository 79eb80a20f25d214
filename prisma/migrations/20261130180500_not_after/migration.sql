-- Until when what is owed is still true: "today is the last day" must not arrive that night, or after an outage.
ALTER TABLE "message" ADD COLUMN "not_after" TIMESTAMPTZ(3);
ALTER TABLE "reminder_message" ADD COLUMN "not_after" TIMESTAMPTZ(3);
