-- Files of a watched directory that were taken whole, so that a manifest can be compared with them after they are gone.
create table if not exists taken_file (
    name varchar(200) primary key,
    size_ bigint not null,
    day_ integer not null
);
