-- Its rows are in track_week. A migration of its own, since H2 commits each statement: V3 may be run again as long as the
-- table is there.

drop table if exists track;
