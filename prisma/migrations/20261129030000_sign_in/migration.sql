-- Who may open the office's pages: a login beside the person who holds posts, its sessions, and links that work once.

CREATE TABLE "login" (
  "person_id" INTEGER PRIMARY KEY REFERENCES "person" ("id") ON DELETE CASCADE,
  "name" TEXT NOT NULL UNIQUE,
  "password_hash" TEXT,
  "totp_secret" TEXT,
  "totp_since" TIMESTAMPTZ(3),
  "totp_last_step" INTEGER,
  "covers_all" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "disabled_at" TIMESTAMPTZ(3)
);

CREATE TABLE "session" (
  "token_hash" TEXT PRIMARY KEY,
  "person_id" INTEGER NOT NULL REFERENCES "login" ("person_id") ON DELETE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "session_person_id_idx" ON "session" ("person_id");

CREATE TABLE "sign_in_link" (
  "token_hash" TEXT PRIMARY KEY,
  "purpose" TEXT NOT NULL CHECK ("purpose" IN ('first_administrator', 'sign_in', 'set_password')),
  "person_id" INTEGER REFERENCES "login" ("person_id") ON DELETE CASCADE,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3)
);
