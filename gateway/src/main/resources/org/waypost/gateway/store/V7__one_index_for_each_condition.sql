-- The question in none but its own index: a planner that believes the table small takes any index that has a column of the
-- condition, wherever it stands there, and PostgreSQL then reads the whole index for each question.
drop index if exists reply_due;
create index if not exists reply_due on reply (peer, state, due_ms);
drop index if exists reply_sender;
create index if not exists reply_sender on reply (subscriber);
