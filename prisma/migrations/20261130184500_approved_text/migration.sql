-- What an approved text says of a reminder, for when its person's chat takes free words no more.
ALTER TABLE "reminder_message" ADD COLUMN "template" JSONB;
