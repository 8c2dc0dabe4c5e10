-- What the itinerary core knows. Everything but `setting` can be imported again.

create table setting (
    name varchar(40) primary key,
    text_ varchar(200) not null
);

-- A row that whoever merges tracks locks first, so that two writers take turns.
insert into setting (name, text_) values ('track-writer', '');

create table cell (
    id varchar(100) not null,
    valid_from bigint not null,
    valid_to bigint,
    region char(6) not null,
    border varchar(200) not null,
    primary key (id, valid_from)
);

-- One subscriber on one day; days count from 1970-01-01 in the service's time zone. See Track for the body.
create table track (
    subscriber ${key} not null,
    day_ integer not null,
    body ${bytes} not null,
    primary key (subscriber, day_)
);

create index track_day on track (day_);

create table complete_day (
    day_ integer primary key
);
