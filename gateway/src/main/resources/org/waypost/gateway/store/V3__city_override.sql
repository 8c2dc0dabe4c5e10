-- Cities that two people of the staff found wrong in somebody's answers. What answers respect stands in the case file.
create table if not exists city_override (
    id bigint primary key,
    subscriber ${key} not null,
    -- The number under AES-256-GCM: the audit of an approval has a pseudonym of its own to make of it.
    body ${bytes} not null,
    city varchar(6) not null,
    first_day date not null,
    last_day date not null,
    reason varchar(20) not null,
    requested_by varchar(60) not null,
    requested_ms bigint not null,
    approved_by varchar(60)
);
create index if not exists city_override_subscriber on city_override (subscriber);
