-- Times are ISO 8601 in UTC with milliseconds, in TEXT: their order as text is their order in time, on every database.
-- Ids are 32 lower-case hex digits that begin with their time. Wallet addresses are in their EIP-55 form.

CREATE TABLE sequences (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

INSERT INTO sequences (name, value) VALUES ('person', 0), ('lora', 0);

CREATE TABLE sign_in_nonces (
    nonce TEXT PRIMARY KEY,
    expires_at TEXT NOT NULL
);

CREATE INDEX sign_in_nonces_expiry ON sign_in_nonces (expires_at);

-- `key` is the SHA-256 of the cookie's secret.
CREATE TABLE sessions (
    key TEXT PRIMARY KEY,
    wallet_address TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE api_tokens (
    id TEXT PRIMARY KEY,
    wallet_address TEXT NOT NULL,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    last_used_at TEXT
);

CREATE INDEX api_tokens_wallet ON api_tokens (wallet_address, created_at);

CREATE TABLE people (
    id BIGINT PRIMARY KEY,
    wallet_address TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE INDEX people_wallet ON people (wallet_address, id);

-- Every LoRA: it comes from a finished training or from an imported file. `number` is the loraId of the original design.
CREATE TABLE lora_trainings (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    wallet_address TEXT NOT NULL,
    person_id BIGINT REFERENCES people (id),
    name TEXT NOT NULL,
    trigger_word TEXT NOT NULL,
    status TEXT NOT NULL,
    source TEXT NOT NULL,
    visibility TEXT NOT NULL,
    default_scale DOUBLE PRECISION NOT NULL,
    example_prompts TEXT NOT NULL,
    weights_path TEXT NOT NULL,
    weights_bytes BIGINT NOT NULL,
    weights_sha256 TEXT NOT NULL,
    base_model TEXT NOT NULL,
    key_family TEXT NOT NULL,
    rank INTEGER NOT NULL,
    alpha DOUBLE PRECISION,
    parameter_count BIGINT NOT NULL,
    details TEXT NOT NULL,
    warnings TEXT NOT NULL,
    cover_bucket TEXT,
    cover_path TEXT,
    cover_width INTEGER,
    cover_height INTEGER,
    cover_thumbhash TEXT,
    cover_alt TEXT,
    image_count BIGINT NOT NULL,
    created_at TEXT NOT NULL,
    removed_at TEXT
);

CREATE INDEX lora_trainings_wallet ON lora_trainings (wallet_address, created_at, id);
CREATE INDEX lora_trainings_time ON lora_trainings (created_at, id);
CREATE INDEX lora_trainings_public ON lora_trainings (created_at, id) WHERE visibility = 'public' AND removed_at IS NULL;
CREATE INDEX lora_trainings_person ON lora_trainings (person_id);

CREATE TABLE generation_batches (
    id TEXT PRIMARY KEY,
    wallet_address TEXT NOT NULL,
    lora_training_id TEXT NOT NULL REFERENCES lora_trainings (id),
    person_id BIGINT,
    prompt TEXT NOT NULL,
    final_prompt TEXT NOT NULL,
    image_width INTEGER NOT NULL,
    image_height INTEGER NOT NULL,
    num_inference_steps INTEGER NOT NULL,
    guidance_scale DOUBLE PRECISION NOT NULL,
    lora_scale DOUBLE PRECISION NOT NULL,
    output_format TEXT NOT NULL,
    enable_safety_checker INTEGER NOT NULL,
    seed BIGINT NOT NULL,
    engine TEXT NOT NULL,
    state TEXT NOT NULL,
    quota TEXT NOT NULL,
    idempotency_key TEXT,
    request_hash TEXT NOT NULL,
    event_count BIGINT NOT NULL,
    started_event BIGINT NOT NULL,
    finished_event BIGINT NOT NULL,
    failure_code INTEGER,
    failure_message TEXT,
    created_at TEXT NOT NULL,
    started_at TEXT,
    finished_at TEXT
);

CREATE INDEX generation_batches_wallet ON generation_batches (wallet_address, created_at);
CREATE UNIQUE INDEX generation_batches_key ON generation_batches (wallet_address, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX generation_batches_open ON generation_batches (wallet_address, id) WHERE state IN ('queued', 'running');

CREATE TABLE generation_jobs (
    id TEXT PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES generation_batches (id),
    wallet_address TEXT NOT NULL,
    engine TEXT NOT NULL,
    image_id TEXT NOT NULL,
    image_index INTEGER NOT NULL,
    seed BIGINT NOT NULL,
    state TEXT NOT NULL,
    request_id TEXT,
    lease_owner TEXT,
    lease_until TEXT NOT NULL,
    event BIGINT NOT NULL,
    failure_code INTEGER,
    failure_message TEXT,
    finished_at TEXT
);

CREATE INDEX generation_jobs_batch ON generation_jobs (batch_id, image_index);
CREATE INDEX generation_jobs_open ON generation_jobs (engine, wallet_address, id) WHERE state IN ('queued', 'submitting', 'running');
CREATE INDEX generation_jobs_waiting ON generation_jobs (engine, id) WHERE state = 'queued';

-- One row for each image that is kept. The first nine columns are those of the original design.
CREATE TABLE generated_images (
    id TEXT PRIMARY KEY,
    lora_training_id TEXT NOT NULL REFERENCES lora_trainings (id),
    wallet_address TEXT NOT NULL,
    prompt TEXT NOT NULL,
    image_url TEXT NOT NULL,
    image_width INTEGER,
    image_height INTEGER,
    seed BIGINT,
    created_at TEXT NOT NULL,
    batch_id TEXT NOT NULL,
    image_index INTEGER NOT NULL,
    person_id BIGINT,
    content_type TEXT NOT NULL,
    byte_count BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    crc32 BIGINT NOT NULL,
    thumbhash TEXT NOT NULL,
    path TEXT NOT NULL
);

CREATE INDEX generated_images_lora ON generated_images (lora_training_id, created_at, id);
CREATE INDEX generated_images_wallet ON generated_images (wallet_address, created_at, id);
CREATE INDEX generated_images_person ON generated_images (person_id, created_at, id) WHERE person_id IS NOT NULL;
CREATE INDEX generated_images_batch ON generated_images (batch_id, image_index);
