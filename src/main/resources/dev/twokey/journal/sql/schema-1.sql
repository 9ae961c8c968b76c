-- The journal. Rows of "events" are written once; of these only payload and salt may be erased.
PRAGMA application_id = 1414219097; -- "TKEY": says whose file this is

CREATE TABLE events (
  position        INTEGER PRIMARY KEY, -- from 1, without gaps
  stream          TEXT    NOT NULL,    -- family/id
  version         INTEGER NOT NULL,    -- from 1, without gaps, in its stream
  type            TEXT    NOT NULL,    -- family.happened.1
  at              INTEGER NOT NULL,    -- microseconds since 1970 UTC, never going back
  actor           TEXT    NOT NULL,
  causation       TEXT    NOT NULL,
  idempotency_key TEXT,
  payload         TEXT,                -- the exact text whose digest was taken; null: erased
  salt            TEXT,                -- null: erased
  digest          TEXT    NOT NULL,    -- hex, of salt and payload
  prev            TEXT    NOT NULL,    -- hex, hash of the row before
  hash            TEXT    NOT NULL,    -- hex, of all columns but payload and salt
  UNIQUE (stream, version)
) STRICT;

-- All events of one append have its key, so the index is not unique: who appends looks first.
CREATE INDEX events_by_key ON events (idempotency_key) WHERE idempotency_key IS NOT NULL;

-- Against slips of the hand. Somebody with a purpose drops them first; the chain shows that.
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'events are never deleted');
END;

CREATE TRIGGER events_are_never_changed
BEFORE UPDATE OF
  position, stream, version, type, at, actor, causation, idempotency_key, digest, prev, hash
ON events
BEGIN
  SELECT RAISE(ABORT, 'events are never changed');
END;

CREATE TRIGGER texts_are_only_erased BEFORE UPDATE OF payload, salt ON events
WHEN new.payload IS NOT NULL OR new.salt IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'texts are only erased');
END;

CREATE TABLE head (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  position INTEGER NOT NULL,
  hash     TEXT    NOT NULL
) STRICT;

INSERT INTO head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What follows can be made again from the events, but for "closed", which the next write sets.
-- Read as a whole once at a start, so an index would cost each append and serve nobody.
CREATE TABLE streams (
  stream     TEXT PRIMARY KEY,
  version    INTEGER NOT NULL,
  closed     INTEGER NOT NULL,
  touched_at INTEGER NOT NULL -- as events.at
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
  name       TEXT PRIMARY KEY,
  host       TEXT    NOT NULL,
  epoch      INTEGER NOT NULL,
  token      INTEGER NOT NULL,
  expires_at INTEGER NOT NULL -- as events.at
) STRICT, WITHOUT ROWID;
