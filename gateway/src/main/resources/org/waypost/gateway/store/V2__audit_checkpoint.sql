-- What stands for the beginning of a chain whose pages were purged: where it ended, its MAC, and a seal under the audit's key.
create table if not exists audit_checkpoint (
    chain bigint primary key,
    number bigint not null,
    mac ${bytes} not null,
    seal ${bytes} not null
);
