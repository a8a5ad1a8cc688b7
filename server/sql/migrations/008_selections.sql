-- Lists of images that were chosen for a download: their ids, 32 digits each, one behind the other.
CREATE TABLE image_selections (
    id TEXT PRIMARY KEY,
    wallet_address TEXT NOT NULL,
    image_ids TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

CREATE INDEX image_selections_wallet ON image_selections (wallet_address, id);
CREATE INDEX image_selections_expiry ON image_selections (expires_at);
