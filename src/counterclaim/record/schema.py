"""The casebook's tables, as numbered migrations. Each runs once, in a transaction of its own that also records it.

A migration is never changed once released; what comes later is a further one. `texts of a document` are versions;
`codings` hold what the coder made of a version, whole; the flat tables (events, claims and what belongs to them) hold
what is to be asked of the latest version of each document, with corrections applied, and can be made anew from those.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

from counterclaim.errors import InputError

NEVER = "9999-12-31"  # sorts behind every day
APPLICATION = 0x43434C4D  # "CCLM", in the file's header: tells a casebook from other SQLite files

FIRST = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE,     -- what the case calls it
  identity TEXT NOT NULL UNIQUE,  -- address, file or row it came from: what comes from there again is a new version
  current INTEGER NOT NULL        -- number of its latest version
);
CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  number INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,      -- of text, title, author, publisher and date
  digest TEXT NOT NULL,           -- of the text
  title TEXT, author TEXT, author_note TEXT, publisher TEXT, published TEXT, url TEXT, source TEXT, language TEXT,
  text TEXT NOT NULL,
  asides TEXT NOT NULL,           -- JSON
  extra TEXT NOT NULL,            -- JSON
  added TEXT NOT NULL,            -- UTC
  UNIQUE (document, number)
);
CREATE INDEX versions_fingerprint ON versions (fingerprint);
CREATE INDEX versions_digest ON versions (digest);
CREATE VIRTUAL TABLE version_words USING fts5 (title, text, content='versions', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER versions_in AFTER INSERT ON versions BEGIN
  INSERT INTO version_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER versions_out AFTER DELETE ON versions BEGIN
  INSERT INTO version_words (version_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TABLE codings (
  version INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
  coder TEXT NOT NULL,
  skipped TEXT,                   -- why it was recorded and not coded
  packed BLOB NOT NULL            -- the whole coding, see pack.py
);
CREATE TABLE events (
  id INTEGER PRIMARY KEY,         -- version * ROOM + position
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  code TEXT NOT NULL,             -- its id in the coding
  type TEXT NOT NULL, cameo TEXT NOT NULL, quad TEXT NOT NULL, intensity REAL NOT NULL, status TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, words TEXT NOT NULL, sentence TEXT NOT NULL,
  time_from TEXT, time_to TEXT,   -- EDTF as coded
  first_day TEXT, last_day TEXT,  -- ISO days; NULL where the year is not known
  day TEXT NOT NULL,              -- first_day, or NEVER: so that an index gives the order with undated ones last
  place TEXT, country TEXT, lat REAL, lon REAL, disputed INTEGER NOT NULL DEFAULT 0,
  confidence REAL NOT NULL, rule TEXT NOT NULL,
  corrected TEXT                  -- who changed or accepted it, NULL where it is as coded
);
CREATE INDEX events_version ON events (version);
CREATE INDEX events_day ON events (day, id, last_day);
CREATE INDEX events_type ON events (type, day, id, last_day);
CREATE INDEX events_status ON events (status, day, id, last_day);
CREATE INDEX events_country ON events (country, day, id, last_day);
CREATE INDEX events_place ON events (place COLLATE NOCASE, day, id, last_day);
CREATE INDEX events_counted ON events (first_day, quad, status);  -- what happened by day, without reading the events
CREATE INDEX events_mapped ON events (place, lat, lon, country, disputed, status) WHERE lat IS NOT NULL;
CREATE VIRTUAL TABLE event_words USING fts5 (words, sentence, place, content='events', content_rowid='id',
  tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER events_in AFTER INSERT ON events BEGIN
  INSERT INTO event_words (rowid, words, sentence, place) VALUES (new.id, new.words, new.sentence, new.place);
END;
CREATE TRIGGER events_out AFTER DELETE ON events BEGIN
  INSERT INTO event_words (event_words, rowid, words, sentence, place) VALUES ('delete', old.id, old.words, old.sentence, old.place);
END;
CREATE TABLE parties (            -- sources and targets of events
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  side TEXT NOT NULL,             -- 'S' or 'T'
  position INTEGER NOT NULL,
  actor TEXT, role TEXT, start INTEGER NOT NULL, stop INTEGER NOT NULL, words TEXT NOT NULL, how TEXT NOT NULL,
  first_day TEXT,                 -- the event's, so that "what did ARM do, by day" is one walk along an index
  PRIMARY KEY (event, side, position)
) WITHOUT ROWID;
CREATE INDEX parties_actor ON parties (actor, side, first_day, event);
CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  code TEXT NOT NULL,
  speaker TEXT, speaker_role TEXT, speaker_words TEXT, speaker_start INTEGER, speaker_stop INTEGER,
  cue TEXT, act TEXT NOT NULL, kind TEXT NOT NULL, stance TEXT NOT NULL, parent TEXT,
  start INTEGER, stop INTEGER, content TEXT NOT NULL, published TEXT, confidence REAL NOT NULL, rule TEXT NOT NULL
);
CREATE INDEX claims_version ON claims (version);
CREATE INDEX claims_speaker ON claims (speaker, published, id);
CREATE INDEX claims_day ON claims (published, id);
CREATE VIRTUAL TABLE claim_words USING fts5 (content, content='claims', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER claims_in AFTER INSERT ON claims BEGIN
  INSERT INTO claim_words (rowid, content) VALUES (new.id, new.content);
END;
CREATE TRIGGER claims_out AFTER DELETE ON claims BEGIN
  INSERT INTO claim_words (claim_words, rowid, content) VALUES ('delete', old.id, old.content);
END;
CREATE TABLE sayings (            -- events within the content of claims
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
  PRIMARY KEY (event, claim)
) WITHOUT ROWID;
CREATE INDEX sayings_claim ON sayings (claim, event);
CREATE TABLE happenings (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,       -- from its first mention: stays the same as long as that is in it
  type TEXT NOT NULL, cameo TEXT NOT NULL, first_day TEXT, last_day TEXT,
  place TEXT, country TEXT, lat REAL, lon REAL,
  sources TEXT NOT NULL, targets TEXT NOT NULL, voices TEXT NOT NULL,  -- JSON
  independent INTEGER NOT NULL, documents INTEGER NOT NULL, disputes INTEGER NOT NULL, only_from TEXT
);
CREATE INDEX happenings_day ON happenings (first_day, id);
CREATE TABLE members (
  happening INTEGER NOT NULL REFERENCES happenings ON DELETE CASCADE,
  position INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  event INTEGER REFERENCES events ON DELETE CASCADE,  -- NULL for a mention that is no coded event
  start INTEGER NOT NULL, stop INTEGER NOT NULL, words TEXT NOT NULL,
  quote TEXT NOT NULL,            -- the clause that the words stand in
  score REAL NOT NULL, reasons TEXT NOT NULL, stance TEXT NOT NULL, speaker TEXT,
  PRIMARY KEY (happening, position)
) WITHOUT ROWID;
CREATE INDEX members_event ON members (event);
CREATE INDEX members_version ON members (version);
CREATE TABLE disputes (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  happening INTEGER REFERENCES happenings ON DELETE CASCADE,
  reason TEXT NOT NULL
);
CREATE INDEX disputes_happening ON disputes (happening);
CREATE TABLE sides (
  dispute INTEGER NOT NULL REFERENCES disputes ON DELETE CASCADE,
  position INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, words TEXT NOT NULL, says TEXT NOT NULL, speaker TEXT,
  PRIMARY KEY (dispute, position)
) WITHOUT ROWID;
CREATE INDEX sides_version ON sides (version);
CREATE TABLE refusals (
  source TEXT PRIMARY KEY, reason TEXT NOT NULL, message TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE corrections (        -- only ever added to; addressed by what does not change when a text is coded anew
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL,           -- accept, reject, fix, merge, split, undo
  digest TEXT, start INTEGER, stop INTEGER, type TEXT,                          -- the event that it is about
  other_digest TEXT, other_start INTEGER, other_stop INTEGER, other_type TEXT,  -- for merge and split: the other event
  fields TEXT NOT NULL,           -- JSON: what is fixed
  undoes INTEGER REFERENCES corrections,
  author TEXT NOT NULL, made TEXT NOT NULL, note TEXT NOT NULL
);
CREATE INDEX corrections_digest ON corrections (digest);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

MIGRATIONS: tuple[str | Callable[[sqlite3.Connection], None], ...] = (FIRST,)


def statements(script: str) -> list[str]:
    """The statements of a script; those of a trigger's body stay together."""
    found, parts = [], ""
    for line in script.splitlines(keepends=True):
        parts += line
        if sqlite3.complete_statement(parts):
            found.append(parts)
            parts = ""
    return found


def migrate(db: sqlite3.Connection, path: str) -> None:
    """Bring the file up to date. Raises InputError where it is no casebook, or one of a later Counterclaim."""
    check(db, path, fresh=True)
    for number in range(done(db) + 1, len(MIGRATIONS) + 1):
        db.execute("BEGIN IMMEDIATE")
        with db:
            if done(db) >= number:  # another process was faster
                continue
            migration = MIGRATIONS[number - 1]
            if callable(migration):
                migration(db)
            else:
                for statement in statements(migration):
                    db.execute(statement)
            db.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, applied TEXT NOT NULL)")
            db.execute("INSERT INTO migrations VALUES (?, ?)", (number, datetime.now(UTC).isoformat(timespec="seconds")))
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {number}")


def done(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def check(db: sqlite3.Connection, path: str, fresh: bool = False) -> None:
    """InputError unless the file is a casebook that this version can use; `fresh` lets an empty file pass."""
    try:
        mark = db.execute("PRAGMA application_id").fetchone()[0]
        empty = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise InputError(f"{path} is being written by another process. Try again when that is done.", "busy") from error
        raise InputError(f"{path} is no casebook ({error}). Name a file that counterclaim add has made.", "no-casebook") from error
    if mark != APPLICATION and not (fresh and empty):
        raise InputError(f"{path} is no casebook. Name a file that counterclaim add has made.", "no-casebook")
    if done(db) > len(MIGRATIONS):
        raise InputError(f"{path} was made by a later version of Counterclaim. Update Counterclaim to use it.", "newer-casebook")
    if not fresh and done(db) < len(MIGRATIONS):
        raise InputError(f"{path} was made by an earlier version of Counterclaim. Run counterclaim recode {path} once.", "older-casebook")
