UPDATE generated_images SET place = p.place
FROM (
    SELECT f.id, f.base + f.nth + max(f.moment - f.nth) OVER (PARTITION BY f.base ORDER BY f.nth) AS place
    FROM (
        SELECT i.id, w.number * 8796093022208 AS base, row_number() OVER (PARTITION BY i.wallet_address ORDER BY i.created_at, i.id) AS nth,
            (CAST(extract(epoch FROM CAST(i.created_at AS timestamptz)) * 1000 AS bigint) - 1577836800000) * 8 AS moment
        FROM generated_images i JOIN image_wallets w ON w.wallet_address = i.wallet_address
    ) AS f
) AS p
WHERE p.id = generated_images.id;

CREATE UNIQUE INDEX generated_images_place ON generated_images (place);
CREATE INDEX generated_images_wallet ON generated_images (wallet_address, created_at, id) INCLUDE (image_width, image_height, batch_id) WHERE trashed_at IS NULL;

-- Only the words: without punctuation there is nothing that this parser takes for an address or a path and SQLite's does not. Who searches writes the same expression.
CREATE INDEX generated_images_words ON generated_images
USING gin (to_tsvector('simple', translate(prompt, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '                                ')));
