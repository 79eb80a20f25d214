-- A unit's due dates as a calendar at a secret address. Only the digest of the secret is kept.

CREATE TABLE "calendar_feed" (
  "id" SERIAL PRIMARY KEY,
  "commune_id" INTEGER NOT NULL REFERENCES "commune"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "unit_name" TEXT NOT NULL,
  "digest" TEXT NOT NULL UNIQUE,
  "made_by" TEXT NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "fetched_at" TIMESTAMPTZ(3),
  "revoked_by" TEXT,
  "revoked_at" TIMESTAMPTZ(3)
);
CREATE INDEX "calendar_feed_commune_id_idx" ON "calendar_feed"("commune_id");
