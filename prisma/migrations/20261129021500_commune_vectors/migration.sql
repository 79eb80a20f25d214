-- Which space of vectors a commune's questions are asked in: the last one in which all of its passages stand. A new model
-- fills up beside it and takes its place at the end.

CREATE TABLE "commune_vectors" (
  "commune_id" INTEGER PRIMARY KEY,
  "space" TEXT NOT NULL,
  "filled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
