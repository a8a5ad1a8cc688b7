-- Further LoRAs of a batch, beside its own in lora_training_id.
CREATE TABLE generation_batch_loras (
    batch_id TEXT NOT NULL REFERENCES generation_batches (id),
    place INTEGER NOT NULL,
    lora_training_id TEXT NOT NULL REFERENCES lora_trainings (id),
    scale DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (batch_id, place)
);

-- Of the batch's own LoRA in this one image; NULL: that of the batch. The images of a strength ladder differ in it alone.
ALTER TABLE generation_jobs ADD COLUMN lora_scale DOUBLE PRECISION;

ALTER TABLE generated_images ADD COLUMN lora_scale DOUBLE PRECISION NOT NULL DEFAULT 1.5;

UPDATE generated_images
SET lora_scale = coalesce((SELECT b.lora_scale FROM generation_batches b WHERE b.id = generated_images.batch_id), lora_scale);
