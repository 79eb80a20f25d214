-- How far a target of a paper has come, as the office says and, where it chose so, publishes.
CREATE TABLE target_result (
  document_id  INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE ON UPDATE CASCADE,
  target_key   TEXT NOT NULL,
  result       TEXT NOT NULL,
  as_of        CHAR(10) NOT NULL,
  is_published BOOLEAN NOT NULL DEFAULT false,
  said_by      INTEGER REFERENCES person(id) ON DELETE SET NULL ON UPDATE CASCADE,
  at           TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (document_id, target_key)
);
