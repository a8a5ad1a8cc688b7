"""Fills a data folder with a gallery of the size that is measured: 1,000,000 images over 2,000 LoRAs, the first holding a tenth."""
import datetime
import hashlib
import pathlib
import shutil
import sqlite3
import subprocess

IMAGES = 1_000_000
LORAS = 2_000
WALLETS = 2_000


def wallet(number):
    return "0x" + hashlib.sha256(b"wallet %d" % number).hexdigest()[:40]


def image_id(number):
    return f"{1_790_000_000_000 + number * 1000:012x}" + hashlib.sha256(b"image %d" % number).hexdigest()[:20]


def iso(number):
    seconds = 1_790_000_000 + number
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def place(number):
    """Of an image: see the column in 005_library.sql."""
    return (number % WALLETS + 1) * 2**43 + (1_790_000_000_000 + number * 1000 - 1_577_836_800_000) * 8


def lora_of(number):
    return 0 if number % 10 == 0 else 1 + number % (LORAS - 1)


def lora_id(number):
    return f"{number:032x}"


def image_rows():
    for n in range(IMAGES):
        lora = lora_of(n)
        identifier = image_id(n)
        path = f"2026/09/{identifier}/full.jpg"
        yield (
            identifier, lora_id(lora), wallet(n % WALLETS), f"three pumpkins under a full moon, number {n}", "generated/" + path, 1024, 1024,
            n * 7919, iso(n), f"{n // 4:032x}", n % 4, None, "image/jpeg", 198_754, hashlib.sha256(b"%d" % n).hexdigest(), n, "YigKBQLKxp1nhoh3eGwI9wxZbwbn", path, place(n),
        )


def lora_rows():
    for n in range(LORAS):
        yield (
            lora_id(n), n + 1, wallet(n % WALLETS), None, f"LoRA {n}", f"trig{n}", "completed", "import", "public" if n < 50 else "link", 1.5, "[]", f"{lora_id(n)}/weights.safetensors",
            418_400, "0" * 64, "paperflux-1", "diffusers", 8, 8.0, 200_000, "{}", "[]", 0, iso(n),
        )


def seed(program, folder):
    folder = pathlib.Path(folder)
    if (folder / "seeded").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([program, "migrate", "--data-dir", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    database = sqlite3.connect(folder / "likeness.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA foreign_keys = OFF")
    with database:
        database.executemany(
            "INSERT INTO lora_trainings (id, number, wallet_address, person_id, name, trigger_word, status, source, visibility, default_scale, example_prompts, weights_path,"
            " weights_bytes, weights_sha256, base_model, key_family, rank, alpha, parameter_count, details, warnings, image_count, created_at)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            lora_rows(),
        )
        database.execute("UPDATE sequences SET value = ? WHERE name = 'lora'", (LORAS,))
        database.executemany(
            "INSERT INTO generated_images (id, lora_training_id, wallet_address, prompt, image_url, image_width, image_height, seed, created_at, batch_id, image_index,"
            " person_id, content_type, byte_count, sha256, crc32, thumbhash, path, place) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            image_rows(),
        )
        database.executemany("INSERT INTO image_wallets (wallet_address, number) VALUES (?,?)", ((wallet(n), n + 1) for n in range(WALLETS)))
        database.execute("INSERT INTO image_search (image_search) VALUES ('rebuild')")
        database.execute("UPDATE lora_trainings SET image_count = (SELECT count(*) FROM generated_images i WHERE i.lora_training_id = lora_trainings.id)")
    database.execute("ANALYZE")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    (folder / "seeded").touch()
