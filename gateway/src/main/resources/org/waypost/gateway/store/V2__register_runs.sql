-- Each statement may be run again.
-- Which full import named a subscriber last; who was not named by the latest one is given up. 0 for none.
alter table register add column if not exists run bigint default 0 not null;
-- A line that only changes something else may come before the line that registers.
alter table register alter column active set default true;
