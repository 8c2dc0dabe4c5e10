-- One subscriber in one week, a column for each day: a question about 14 days then finds three rows and not sixteen.
-- Weeks count from the one of Monday, 1969-12-29. See Track for what a day holds.

create table if not exists track_week (
    subscriber ${key} not null,
    week_ integer not null,
    monday ${bytes},
    tuesday ${bytes},
    wednesday ${bytes},
    thursday ${bytes},
    friday ${bytes},
    saturday ${bytes},
    sunday ${bytes},
    primary key (subscriber, week_)
);

create index if not exists track_week_week on track_week (week_);

-- 1970-01-01 was a Thursday; no track is older.
insert into track_week (subscriber, week_, monday, tuesday, wednesday, thursday, friday, saturday, sunday)
    select t.subscriber, (t.day_ + 3) / 7,
        (array_agg(t.body) filter (where mod(t.day_ + 3, 7) = 0))[1],
        (array_agg(t.body) filter (where mod(t.day_ + 3, 7) = 1))[1],
        (array_agg(t.body) filter (where mod(t.day_ + 3, 7) = 2))[1],
        (array_agg(t.body) filter (where mod(t.day_ + 3, 7) = 3))[1],
        (array_agg(t.body) filter (where mod(t.day_ + 3, 7) = 4))[1],
        (array_agg(t.body) filter (where mod(t.day_ + 3, 7) = 5))[1],
        (array_agg(t.body) filter (where mod(t.day_ + 3, 7) = 6))[1]
    from track t
    where not exists (
        select 1 from track_week w where w.subscriber = t.subscriber and w.week_ = (t.day_ + 3) / 7)
    group by t.subscriber, (t.day_ + 3) / 7;
