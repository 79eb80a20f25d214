-- Official Accounts of Zalo that gave this installation their consent. The refresh token works once: its successor is
-- written here before it is used, and `renewing_until` keeps a second process from using the same one.

CREATE TABLE "zalo_oa" (
  "oa_id" TEXT NOT NULL,
  "name" TEXT,
  "commune_slug" TEXT,
  "templates" JSONB NOT NULL DEFAULT '{}',
  "access_token" TEXT NOT NULL,
  "refresh_token" TEXT NOT NULL,
  "obtained_at" TIMESTAMPTZ(3) NOT NULL,
  "access_expires_at" TIMESTAMPTZ(3) NOT NULL,
  "refresh_expires_at" TIMESTAMPTZ(3) NOT NULL,
  "refused_at" TIMESTAMPTZ(3),
  "renewing_until" TIMESTAMPTZ(3),
  "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "zalo_oa_pkey" PRIMARY KEY ("oa_id")
);
