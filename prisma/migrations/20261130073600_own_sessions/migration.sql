-- What its person sees of a session, and a number to end it by: the digest of its token is on no page.
ALTER TABLE "session" ADD COLUMN "id" SERIAL UNIQUE;
ALTER TABLE "session" ADD COLUMN "device" TEXT;
