-- Links by which somebody shows pictures to people without an account. The token is kept as it is, so that its owner can
-- copy the link again, after a change of secrets and on a copied database too. It opens nothing that this database does not
-- hold anyway, but for the bytes of the pictures; who wants more than the link to be asked for sets a password.
CREATE TABLE shares (
    id TEXT PRIMARY KEY,
    wallet_address TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    batch_id TEXT,
    lora_training_id TEXT REFERENCES lora_trainings (id),
    title TEXT NOT NULL,
    password_record TEXT,
    shows_recipe INTEGER NOT NULL,
    shows_owner INTEGER NOT NULL,
    opened_count BIGINT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT
);

CREATE INDEX shares_wallet ON shares (wallet_address, created_at, id);

-- The pictures of a selection. One that is deleted for good leaves its row behind, which then shows nothing.
CREATE TABLE share_images (
    share_id TEXT NOT NULL REFERENCES shares (id),
    image_id TEXT NOT NULL,
    PRIMARY KEY (share_id, image_id)
);
