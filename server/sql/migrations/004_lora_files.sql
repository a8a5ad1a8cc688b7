-- Finds LoRAs with the same file.
CREATE INDEX lora_trainings_file ON lora_trainings (weights_sha256);
