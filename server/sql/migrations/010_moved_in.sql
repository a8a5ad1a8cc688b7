-- Of images that moved in from another program: which file it was, for none comes in twice, and what the file told of how
-- the image was made. `program` is empty where it told nothing. `loras` is a JSON array of [name, scale].
CREATE TABLE image_recipes (
    image_id TEXT PRIMARY KEY REFERENCES generated_images (id),
    wallet_address TEXT NOT NULL,
    source_sha256 TEXT NOT NULL,
    source_path TEXT NOT NULL,
    program TEXT NOT NULL,
    negative_prompt TEXT NOT NULL,
    sampler TEXT NOT NULL,
    model TEXT NOT NULL,
    loras TEXT NOT NULL,
    recipe_text TEXT NOT NULL
);

CREATE UNIQUE INDEX image_recipes_source ON image_recipes (wallet_address, source_sha256);
