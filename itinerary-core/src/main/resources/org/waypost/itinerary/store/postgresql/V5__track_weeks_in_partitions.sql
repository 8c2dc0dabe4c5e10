-- A partition for each week: what retention no longer allows goes by dropping one, at once and off the disk, where
-- deleting its rows would leave them to the vacuum. H2 has no partitions and goes on without this version.

drop index track_week_week;
alter table track_week rename to track_week_before;
alter table track_week_before rename constraint track_week_pkey to track_week_before_pkey;

create table track_week (like track_week_before) partition by list (week_);
alter table track_week add primary key (subscriber, week_);

do $$
declare
    week integer;
begin
    for week in select distinct week_ from track_week_before loop
        execute format('create table track_week_%s partition of track_week for values in (%s)', week, week);
    end loop;
end
$$;

insert into track_week select * from track_week_before;
drop table track_week_before;
