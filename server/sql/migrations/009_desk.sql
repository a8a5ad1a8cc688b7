-- What each wallet asked for on a day (UTC, of the batch) and what became of it. A batch is counted when it is accepted and
-- its images when it has ended, in the transactions that do so: the operator's sums need not walk through all batches.
CREATE TABLE usage_days (
    day TEXT NOT NULL,
    wallet_address TEXT NOT NULL,
    batches BIGINT NOT NULL,
    submitted BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    blocked BIGINT NOT NULL,
    cancelled BIGINT NOT NULL,
    price_microdollars BIGINT NOT NULL,
    last_used_at TEXT NOT NULL,
    PRIMARY KEY (day, wallet_address)
);

INSERT INTO usage_days (day, wallet_address, batches, submitted, kept, failed, blocked, cancelled, price_microdollars, last_used_at)
SELECT substr(b.created_at, 1, 10), b.wallet_address, count(DISTINCT b.id), count(*),
    sum(CASE WHEN b.finished_at IS NOT NULL AND j.state = 'completed' THEN 1 ELSE 0 END),
    sum(CASE WHEN b.finished_at IS NOT NULL AND j.state = 'failed' THEN 1 ELSE 0 END),
    sum(CASE WHEN b.finished_at IS NOT NULL AND j.state = 'blocked' THEN 1 ELSE 0 END),
    sum(CASE WHEN b.finished_at IS NOT NULL AND j.state = 'cancelled' THEN 1 ELSE 0 END),
    sum(CASE WHEN b.finished_at IS NOT NULL THEN coalesce(i.price_microdollars, 0) ELSE 0 END),
    max(b.created_at)
FROM generation_batches b JOIN generation_jobs j ON j.batch_id = b.id LEFT JOIN generated_images i ON i.id = j.image_id
GROUP BY 1, 2;

CREATE INDEX generation_batches_unfinished ON generation_batches (id) WHERE state IN ('queued', 'running');
CREATE INDEX training_jobs_time ON training_jobs (created_at);

-- When the image was begun: with finished_at, how long it took.
ALTER TABLE generation_jobs ADD COLUMN started_at TEXT;

-- What a browser called itself, in a few words, and when it was last seen, to the hour.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN last_seen_at TEXT;

CREATE INDEX sessions_wallet ON sessions (wallet_address, created_at);

-- What somebody has written for a LoRA and not sent. `content` is a JSON object of the page's own.
CREATE TABLE drafts (
    wallet_address TEXT NOT NULL,
    lora_training_id TEXT NOT NULL REFERENCES lora_trainings (id),
    content TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (wallet_address, lora_training_id)
);

CREATE INDEX drafts_time ON drafts (wallet_address, changed_at);
