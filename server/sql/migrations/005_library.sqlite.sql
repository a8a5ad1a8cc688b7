UPDATE generated_images SET place = p.place
FROM (
    SELECT f.id, f.base + f.nth + max(f.moment - f.nth) OVER (PARTITION BY f.base ORDER BY f.nth) AS place
    FROM (
        SELECT i.id, w.number * 8796093022208 AS base, row_number() OVER (PARTITION BY i.wallet_address ORDER BY i.created_at, i.id) AS nth,
            (CAST(strftime('%s', i.created_at) AS INTEGER) * 1000 + CAST(substr(i.created_at, 21, 3) AS INTEGER) - 1577836800000) * 8 AS moment
        FROM generated_images i JOIN image_wallets w ON w.wallet_address = i.wallet_address
    ) AS f
) AS p
WHERE p.id = generated_images.id;

CREATE UNIQUE INDEX generated_images_place ON generated_images (place);
CREATE INDEX generated_images_wallet ON generated_images (wallet_address, created_at, id, image_width, image_height, batch_id, place) WHERE trashed_at IS NULL;

-- The words of prompts under the image's place. Triggers may not write to it, so those who add and remove images do.
CREATE VIRTUAL TABLE image_search USING fts5 (prompt, content = 'generated_images', content_rowid = 'place', columnsize = 0, tokenize = "unicode61 remove_diacritics 0");
INSERT INTO image_search (image_search) VALUES ('rebuild');
