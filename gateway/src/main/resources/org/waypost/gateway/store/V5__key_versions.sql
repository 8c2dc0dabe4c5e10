-- Which version of the keys a pseudonym or a keyed digest was made with; what was there before is of the first.

alter table register add column if not exists key_version integer default 1 not null;
alter table sender add column if not exists key_version integer default 1 not null;

-- Which versions of the keys each node holds, as it says itself now and then.
create table if not exists key_holder (
    node varchar(60) primary key,
    oldest integer not null,
    newest integer not null,
    seen_ms bigint not null
);
