-- What an engine told by itself of a request whose submit had no answer.
ALTER TABLE generation_jobs ADD COLUMN reported_request_id TEXT;

-- Which engine made the image, and what it charged in millionths of a dollar where it says.
ALTER TABLE generated_images ADD COLUMN engine TEXT NOT NULL DEFAULT 'paperflux';
ALTER TABLE generated_images ADD COLUMN price_microdollars BIGINT;
