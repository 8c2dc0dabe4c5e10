-- One script for H2 and PostgreSQL; ${key} and ${bytes} are their types for 16 bytes and for any bytes. Times are
-- milliseconds since 1970. Each statement may be run again: H2 commits them one by one, and a process may be killed
-- between two of them.

-- What the installation is bound to: the fingerprint of the key ring.
create table if not exists setting (
    name varchar(40) primary key,
    content varchar(200) not null
);

-- Who may ask, as the carrier's register says. Numbers are pseudonyms, ID endings keyed digests.
create table if not exists register (
    subscriber ${key} primary key,
    ending ${key},
    active_from date,
    -- A line that only changes something else may come before the line that registers.
    active boolean default true not null,
    language char(2),
    -- Which full import named the subscriber last; who was not named by the latest one is given up. 0 for none.
    run bigint default 0 not null
);

-- One case file per sender who ever wrote; its row is the lock that orders one sender's messages.
create table if not exists sender (
    subscriber ${key} primary key,
    body ${bytes} not null
);

-- What was acknowledged lately, so that a repeat is known. Ids grow with time: the oldest are forgotten first.
create table if not exists request (
    id bigint primary key,
    -- Keyed digest of session, sequence number and content, or of the peer's own reference: nothing is stored twice.
    arrival ${key} not null,
    question bigint not null,
    received_ms bigint not null
);
create unique index if not exists request_arrival on request (arrival);

-- Replies that are not done. A row lives until its terminal state; number and text go with it.
create table if not exists reply (
    question bigint primary key,
    subscriber ${key} not null,
    peer varchar(60) not null,
    short_code varchar(21) not null,
    -- 1 open, 2 being sent.
    state smallint not null,
    due_ms bigint not null,
    received_ms bigint not null,
    expires_ms bigint not null,
    -- Attempts that count so far, and outcomes that stayed unknown.
    attempts smallint not null,
    unknowns smallint not null,
    -- How many segments the reply has, and which of them the peer has: bit 0 for the first.
    segments smallint not null,
    delivered integer not null,
    reason varchar(40) not null,
    -- Number and text under AES-256-GCM.
    body ${bytes} not null
);
create index if not exists reply_due on reply (peer, state, due_ms, question);
create index if not exists reply_sender on reply (subscriber, question);

-- Parts of longer messages that wait for the rest, encrypted.
create table if not exists waiting_part (
    subscriber ${key} not null,
    peer varchar(60) not null,
    short_code varchar(21) not null,
    reference integer not null,
    total smallint not null,
    part smallint not null,
    received_ms bigint not null,
    body ${bytes} not null,
    primary key (subscriber, peer, short_code, reference, total, part)
);
create index if not exists waiting_part_received on waiting_part (received_ms);

-- Append-only; one page per batch, chained by MAC within one lane of one start of one node.
create table if not exists audit_page (
    chain bigint not null,
    number bigint not null,
    written_ms bigint not null,
    entries integer not null,
    body ${bytes} not null,
    mac ${bytes} not null,
    primary key (chain, number)
);

-- What became of everything acknowledged: counts that must add up.
create table if not exists balance (
    -- Days since 1970 in UTC, by the time of receipt.
    on_day integer not null,
    node varchar(60) not null,
    lane smallint not null,
    peer varchar(60) not null,
    item varchar(16) not null,
    total bigint not null,
    primary key (on_day, node, lane, peer, item)
);

create sequence if not exists question_id start with 1 increment by 1024;
