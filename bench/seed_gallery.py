#!/usr/bin/env python3
"""Gives a wallet that has made a few images 100,000 of them, which share the files of the few: bench/seed_gallery.py DATA-FOLDER [COUNT]"""
import datetime
import functools
import hashlib
import pathlib
import sqlite3
import sys

EPOCH = 1_577_836_800_000  # 2020, where places begin
PLACES_OF_WALLET = 1 << 43
APART = 900  # seconds between two images: three years for 100,000
SIZES = [(1024, 1024), (768, 1024), (1024, 768), (1344, 768), (768, 1344)]
COLUMNS = (
    "id, lora_training_id, wallet_address, prompt, image_url, image_width, image_height, seed, created_at, batch_id, image_index,"
    " content_type, byte_count, sha256, crc32, thumbhash, path, engine, place"
)


@functools.cache
def newest():
    return int(datetime.datetime.now(datetime.timezone.utc).timestamp()) - 2 * 86_400


def batch_of(n):
    return f"{n // 4:032x}"


def prompt_of(n):
    return f"three pumpkins under a full moon, number {n // 4 * 4}"


def rows(few, number, count):
    for n in range(count):
        seconds = newest() - n * APART
        when = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        identifier = f"{seconds * 1000:012x}" + hashlib.sha256(b"image %d" % n).hexdigest()[:20]
        lora, wallet, url, kind, size, sha, crc, thumbhash, path, engine = few[n % len(few)]
        width, height = SIZES[(n // 4) * 7 % 5]
        place = number * PLACES_OF_WALLET + (seconds * 1000 - EPOCH) * 8
        prompt = prompt_of(n)
        yield (identifier, lora, wallet, prompt, url, width, height, n, when, batch_of(n), n % 4, kind, size, sha, crc, thumbhash, path, engine, place)


def batches(template, names, count):
    """One for every four images, like the batch that the few are of; within no quota any more."""
    first = dict(zip(names, template))
    for n in range(0, count, 4):
        seconds = newest() - n * APART
        when = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        prompt = prompt_of(n)
        own = {"id": batch_of(n), "prompt": prompt, "final_prompt": prompt, "idempotency_key": None, "created_at": when, "started_at": when, "finished_at": when}
        yield tuple({**first, **own}[name] for name in names)


def main():
    folder = pathlib.Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    database = sqlite3.connect(folder / "likeness.db", timeout=60)
    few = database.execute(
        "SELECT lora_training_id, wallet_address, image_url, content_type, byte_count, sha256, crc32, thumbhash, path, engine FROM generated_images LIMIT 16"
    ).fetchall()
    (number,) = database.execute("SELECT number FROM image_wallets WHERE wallet_address = ?", (few[0][1],)).fetchone()
    template = database.execute("SELECT * FROM generation_batches WHERE state = 'completed' AND wallet_address = ? LIMIT 1", (few[0][1],))
    names = [column[0] for column in template.description]
    copies = batches(template.fetchone(), names, count)
    with database:
        database.executemany(f"INSERT INTO generation_batches ({', '.join(names)}) VALUES ({','.join('?' * len(names))})", copies)
        database.executemany(f"INSERT INTO generated_images ({COLUMNS}) VALUES ({','.join('?' * 19)})", rows(few, number, count))
        database.execute("INSERT INTO image_search (image_search) VALUES ('rebuild')")
    database.execute("ANALYZE")
    database.close()


main()
