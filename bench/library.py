"""A gallery of one wallet: how long the server takes for searches of texts and for the compact list of all images."""
import json
import pathlib
import random
import shutil
import sqlite3
import statistics
import subprocess
import time
import urllib.parse
import urllib.request

import load
import seed

IMAGES = 100_000
WALLET = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"  # in the form of EIP-55
PAGE_LIMIT_MS = 30
INDEX_LIMIT_MS = 60

SEARCHES = {
    "two words that all images have": "pumpkins moon",
    "two words that few images have": "word17 word18",
    "one word that few have": "word17",
    "a phrase": '"full moon" word3',
    "without a word": "pumpkins -word17",
    "words of a month": "pumpkins moon after:2026-10 before:2026-11",
}


def image_rows():
    """Batches of four, one every half hour; every prompt has words of its own and words that all have."""
    words = random.Random(1)
    wallet = WALLET
    for n in range(IMAGES):
        if n % 4 == 0:
            prompt = "three pumpkins under a full moon, " + " ".join(f"word{int(words.paretovariate(0.6)) % 5000}" for _ in range(15))
        at = n // 4 * 1800 + n % 4
        identifier = seed.image_id(at)
        path = f"2026/09/{identifier}/full.jpg"
        width, height = ((1024, 1024), (768, 1024), (1024, 768))[n // 40 % 3]
        moment = 1_790_000_000_000 + at * 1000 - 1_577_836_800_000
        yield (
            identifier, seed.lora_id(n // 4 % 40), wallet, prompt, "generated/" + path, width, height, n, seed.iso(at), f"{n // 4:032x}", n % 4, "image/jpeg",
            198_754, "0" * 64, n, "YigKBQLKxp1nhoh3eGwI9wxZbwbn", path, 2**43 + moment * 8,
        )


def fill(program, folder):
    folder = pathlib.Path(folder)
    if (folder / "seeded").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([program, "migrate", "--data-dir", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    database = sqlite3.connect(folder / "likeness.db")
    database.execute("PRAGMA synchronous = OFF")
    with database:
        database.executemany(
            "INSERT INTO lora_trainings (id, number, wallet_address, person_id, name, trigger_word, status, source, visibility, default_scale, example_prompts, weights_path,"
            " weights_bytes, weights_sha256, base_model, key_family, rank, alpha, parameter_count, details, warnings, image_count, created_at)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            list(seed.lora_rows())[:40],
        )
        database.execute("INSERT INTO image_wallets (wallet_address, number) VALUES (?, 1)", (WALLET,))
        database.executemany(
            "INSERT INTO generated_images (id, lora_training_id, wallet_address, prompt, image_url, image_width, image_height, seed, created_at, batch_id, image_index,"
            " content_type, byte_count, sha256, crc32, thumbhash, path, place) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            image_rows(),
        )
        database.execute("INSERT INTO image_search (image_search) VALUES ('rebuild')")
        database.execute("UPDATE lora_trainings SET image_count = (SELECT count(*) FROM generated_images i WHERE i.lora_training_id = lora_trainings.id)")
    database.close()
    (folder / "seeded").touch()


def timed(server, token, path, rounds):
    """Milliseconds from the request to the last byte of the answer, the median; and the answer."""
    took = []
    for _ in range(rounds):
        request = urllib.request.Request(server.url + path, headers={"Authorization": "Bearer " + token})
        began = time.perf_counter()
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), json.loads(body)


def measure(program, folder, token_for, rounds, verdict):
    fill(program, folder)
    token = token_for(folder, "--wallet", WALLET)
    server = load.likeness(program, folder)
    page, _ = timed(server, token, "/api/images?limit=24", rounds)
    print(f"       first page of all: {page:.1f} ms")
    for name, q in SEARCHES.items():
        query = urllib.parse.urlencode({"q": q})
        page, answer = timed(server, token, f"/api/images?limit=24&{query}", rounds)
        verdict(f"first page, {name}", f"{page:.1f} ms for {len(answer['items'])} (under {PAGE_LIMIT_MS})", page < PAGE_LIMIT_MS)
        index, answer = timed(server, token, f"/api/image-index?{query}", rounds)
        verdict(f"ids, {name}", f"{index:.1f} ms for {answer['total']} (under {INDEX_LIMIT_MS})", index < INDEX_LIMIT_MS)
    index, answer = timed(server, token, "/api/image-index", rounds)
    verdict("ids of all", f"{index:.1f} ms for {answer['total']} (under {INDEX_LIMIT_MS})", index < INDEX_LIMIT_MS)
    server.stop()
