-- What an owner thinks of an image. `tags` is a JSON array in order of the alphabet. Images with `trashed_at` are seen in the trash alone.
ALTER TABLE generated_images ADD COLUMN favorite INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generated_images ADD COLUMN rating INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generated_images ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE generated_images ADD COLUMN trashed_at TEXT;

-- A number that orders images by wallet, then by time: the search of texts in SQLite knows rows by numbers alone. It is the wallet's number times 2^43,
-- plus eighths of milliseconds since 2020, or the next one that is free.
ALTER TABLE generated_images ADD COLUMN place BIGINT;

CREATE TABLE image_wallets (
    wallet_address TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE
);

INSERT INTO image_wallets (wallet_address, number)
SELECT w.wallet_address, row_number() OVER (ORDER BY w.wallet_address) FROM (SELECT DISTINCT wallet_address FROM generated_images) AS w;

-- Galleries walk through the images that are not in the trash; the one of a wallet also through the columns of its compact list.
DROP INDEX generated_images_lora;
DROP INDEX generated_images_wallet;
DROP INDEX generated_images_person;
CREATE INDEX generated_images_lora ON generated_images (lora_training_id, created_at, id) WHERE trashed_at IS NULL;
CREATE INDEX generated_images_person ON generated_images (person_id, created_at, id) WHERE person_id IS NOT NULL AND trashed_at IS NULL;
CREATE INDEX generated_images_wallet_lora ON generated_images (wallet_address, lora_training_id, created_at, id) WHERE trashed_at IS NULL;
CREATE INDEX generated_images_favorite ON generated_images (wallet_address, created_at, id) WHERE favorite = 1 AND trashed_at IS NULL;
CREATE INDEX generated_images_rated ON generated_images (wallet_address, created_at, id, rating) WHERE rating > 0 AND trashed_at IS NULL;
CREATE INDEX generated_images_trash ON generated_images (wallet_address, created_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX generated_images_expiry ON generated_images (trashed_at) WHERE trashed_at IS NOT NULL;

-- For finding images by tag and counting tags; what is shown of an image comes from its row.
CREATE TABLE image_tags (
    image_id TEXT NOT NULL REFERENCES generated_images (id),
    tag TEXT NOT NULL,
    wallet_address TEXT NOT NULL,
    created_at TEXT NOT NULL,
    is_trashed INTEGER NOT NULL,
    PRIMARY KEY (image_id, tag)
);

CREATE INDEX image_tags_tag ON image_tags (wallet_address, tag, created_at, image_id) WHERE is_trashed = 0;

CREATE TABLE saved_searches (
    id TEXT PRIMARY KEY,
    wallet_address TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE INDEX saved_searches_wallet ON saved_searches (wallet_address, created_at, id);

-- Images that are gone for good. Their objects follow the row; `has_objects` as long as they may still be there.
CREATE TABLE removed_images (
    id TEXT PRIMARY KEY,
    wallet_address TEXT NOT NULL,
    batch_id TEXT NOT NULL,
    path TEXT NOT NULL,
    removed_at TEXT NOT NULL,
    has_objects INTEGER NOT NULL
);

CREATE INDEX removed_images_batch ON removed_images (batch_id);
CREATE INDEX removed_images_waiting ON removed_images (id) WHERE has_objects = 1;
