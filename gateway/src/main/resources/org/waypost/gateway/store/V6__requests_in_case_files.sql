-- What was acknowledged lately is remembered in the sender's case file.
drop table if exists request;
