-- An answer may be shown while a model still writes it: the stored message then replaces what was shown.

ALTER TABLE "message" ADD COLUMN "draft_receipt" TEXT;
