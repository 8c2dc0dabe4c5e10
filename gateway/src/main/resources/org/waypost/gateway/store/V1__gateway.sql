-- Each statement may be run again: H2 commits them one by one, and a process may be killed between two of them.

-- What the installation is bound to: the fingerprint of the key ring.
create table if not exists setting (
    name varchar(40) primary key,
    content varchar(200) not null
);

-- Who may ask, as the carrier's register says. Numbers are pseudonyms, ID endings keyed digests.
create table if not exists register (
    subscriber binary(16) primary key,
    ending binary(16),
    active_from date,
    active boolean not null,
    language char(2)
);

-- One case file per sender who ever wrote; its row is the lock that orders one sender's messages.
create table if not exists sender (
    subscriber binary(16) primary key,
    body varbinary(4096) not null
);

-- One row per question, with its reply until that is done.
create table if not exists question (
    id bigint primary key,
    -- Keyed digest of session, sequence number and content: the backstop against storing one request twice.
    arrival binary(16) not null,
    subscriber binary(16) not null,
    peer varchar(60) not null,
    short_code varchar(21) not null,
    state tinyint not null,
    reason varchar(40) not null,
    received_at timestamp(3) with time zone not null,
    expires_at timestamp(3) with time zone not null,
    next_at timestamp(3) with time zone not null,
    -- Attempts of each retry class so far, and outcomes that stayed unknown.
    attempts smallint not null,
    unknowns smallint not null,
    -- How many segments the reply has, and which of them the peer has: bit 0 for the first.
    segments smallint not null,
    delivered integer not null,
    -- Number and text under AES-256-GCM, erased with the terminal state.
    body varbinary(16384)
);
create unique index if not exists question_arrival on question (arrival);
create index if not exists question_open on question (state, peer, id);
create index if not exists question_sender on question (subscriber, state, id);

-- Parts of longer messages that wait for the rest, encrypted.
create table if not exists waiting_part (
    subscriber binary(16) not null,
    short_code varchar(21) not null,
    reference integer not null,
    total smallint not null,
    part smallint not null,
    received_at timestamp(3) with time zone not null,
    body varbinary(4096) not null,
    primary key (subscriber, short_code, reference, total, part)
);

-- Append-only; one page per batch, chained by MAC within one start of one node.
create table if not exists audit_page (
    start_id bigint not null,
    number bigint not null,
    written_at timestamp(3) with time zone not null,
    entries integer not null,
    body varbinary(1048576) not null,
    mac binary(32) not null,
    primary key (start_id, number)
);

create sequence if not exists question_id start with 1 increment by 1024;
