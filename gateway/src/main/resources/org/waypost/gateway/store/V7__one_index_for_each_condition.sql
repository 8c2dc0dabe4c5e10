-- On PostgreSQL the question in none but its own index: a planner that believes the table small takes any index that has a
-- column of the condition, wherever it stands there, and then reads the whole index for each question. H2 does not, and sorts
-- everything unless an index has the whole order.
drop index if exists reply_due;
create index if not exists reply_due on reply (peer, state, due_ms${then_question});
drop index if exists reply_sender;
create index if not exists reply_sender on reply (subscriber);
