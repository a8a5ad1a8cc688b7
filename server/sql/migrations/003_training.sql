-- Photos that people uploaded to train from. They vanish at `expires_at` unless a training uses them.
CREATE TABLE uploaded_images (
    id TEXT PRIMARY KEY,
    wallet_address TEXT NOT NULL,
    file_name TEXT NOT NULL,
    caption TEXT NOT NULL,
    content_type TEXT NOT NULL,
    image_width INTEGER NOT NULL,
    image_height INTEGER NOT NULL,
    byte_count BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    thumbhash TEXT NOT NULL,
    path TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

CREATE INDEX uploaded_images_wallet ON uploaded_images (wallet_address, created_at, id);
CREATE UNIQUE INDEX uploaded_images_content ON uploaded_images (wallet_address, sha256);
CREATE INDEX uploaded_images_expiry ON uploaded_images (expires_at);

-- The work behind a LoRA of lora_trainings whose source is 'training'; one row each.
CREATE TABLE training_jobs (
    lora_training_id TEXT PRIMARY KEY REFERENCES lora_trainings (id),
    wallet_address TEXT NOT NULL,
    trainer TEXT NOT NULL,
    steps INTEGER NOT NULL,
    is_style INTEGER NOT NULL,
    create_masks INTEGER NOT NULL,
    price_microdollars BIGINT NOT NULL,
    state TEXT NOT NULL,
    request_id TEXT,
    lease_owner TEXT,
    lease_until TEXT NOT NULL,
    queue_position INTEGER,
    steps_done INTEGER NOT NULL,
    event_count BIGINT NOT NULL,
    started_event BIGINT NOT NULL,
    finished_event BIGINT NOT NULL,
    failure_code INTEGER,
    failure_message TEXT,
    idempotency_key TEXT,
    request_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    submitted_at TEXT,
    started_at TEXT,
    finished_at TEXT
);

CREATE INDEX training_jobs_wallet ON training_jobs (wallet_address, created_at, lora_training_id);
CREATE UNIQUE INDEX training_jobs_key ON training_jobs (wallet_address, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX training_jobs_open ON training_jobs (trainer, lora_training_id) WHERE state IN ('queued', 'preparing', 'submitting', 'running');

-- The pictures of a training in their order. A square is in pixels of the upright picture; without one all of it is used.
CREATE TABLE training_images (
    lora_training_id TEXT NOT NULL REFERENCES lora_trainings (id),
    image_index INTEGER NOT NULL,
    uploaded_image_id TEXT NOT NULL,
    caption TEXT NOT NULL,
    crop_left INTEGER,
    crop_top INTEGER,
    crop_side INTEGER,
    PRIMARY KEY (lora_training_id, image_index)
);

CREATE INDEX training_images_upload ON training_images (uploaded_image_id);
