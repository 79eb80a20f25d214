-- Why an answer was given: stage, passages with scores, the prompt's version; goes with its message.
ALTER TABLE message ADD COLUMN trace JSONB;

-- Answers the office wrote itself, approved by a second person.
CREATE TABLE curated_answer (
  id           SERIAL PRIMARY KEY,
  commune_id   INTEGER NOT NULL REFERENCES commune(id) ON DELETE CASCADE ON UPDATE CASCADE,
  questions    TEXT[] NOT NULL,
  answer       TEXT NOT NULL,
  source       TEXT NOT NULL,
  unit_name    TEXT,
  valid_until  CHAR(10),
  state        TEXT NOT NULL DEFAULT 'waiting',
  revision     INTEGER NOT NULL DEFAULT 0,
  written_by   INTEGER REFERENCES person(id) ON DELETE SET NULL ON UPDATE CASCADE,
  written_at   TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  approved_by  INTEGER REFERENCES person(id) ON DELETE SET NULL ON UPDATE CASCADE,
  approved_at  TIMESTAMPTZ(3),
  returned_why TEXT,
  changed_at   TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX curated_answer_commune_id_state_idx ON curated_answer (commune_id, state);

-- Whose questions it answers: gone with the question.
CREATE TABLE curated_asking (
  curated_id INTEGER NOT NULL REFERENCES curated_answer(id) ON DELETE CASCADE ON UPDATE CASCADE,
  message_id INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE ON UPDATE CASCADE,
  told_at    TIMESTAMPTZ(3),
  PRIMARY KEY (curated_id, message_id)
);
CREATE INDEX curated_asking_message_id_idx ON curated_asking (message_id);

-- What somebody of the office said of an answer.
CREATE TABLE answer_mark (
  message_id INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE ON UPDATE CASCADE,
  verdict    TEXT NOT NULL,
  note       TEXT,
  person_id  INTEGER REFERENCES person(id) ON DELETE SET NULL ON UPDATE CASCADE,
  at         TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
