-- What the itinerary core knows. Everything but `setting` can be imported again. Each statement may be run again: H2
-- commits them one by one, and a process may be killed between two of them.

create table if not exists setting (
    name varchar(40) primary key,
    text_ varchar(200) not null
);

-- A row that whoever merges tracks locks first, so that two writers take turns.
insert into setting (name, text_)
    select 'track-writer', '' where not exists (select 1 from setting where name = 'track-writer');

create table if not exists cell (
    id varchar(100) not null,
    valid_from bigint not null,
    valid_to bigint,
    region char(6) not null,
    border varchar(200) not null,
    primary key (id, valid_from)
);

-- One subscriber on one day; days count from 1970-01-01 in the service's time zone. See Track for the body.
create table if not exists track (
    subscriber ${key} not null,
    day_ integer not null,
    body ${bytes} not null,
    primary key (subscriber, day_)
);

create index if not exists track_day on track (day_);

create table if not exists complete_day (
    day_ integer primary key
);
