"""A zip of 400 images over loopback, against `cat` of the same files into the same reader."""
import os
import pathlib
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zlib

import load

IMAGES = 400
ROW = (
    "INSERT INTO generated_images (id, lora_training_id, wallet_address, prompt, image_url, image_width, image_height, seed, created_at, "
    "batch_id, image_index, person_id, content_type, byte_count, sha256, crc32, thumbhash, path, engine, price_microdollars) "
    "VALUES (?, ?, ?, ?, ?, 1024, 1024, ?, ?, ?, 0, NULL, 'image/jpeg', ?, ?, ?, '', ?, 'paperflux', NULL)"
)


def fill(folder, bucket):
    """Images of a public LoRA, 150 to 350 KB each, with their rows; returns the LoRA and the files."""
    database = sqlite3.connect(pathlib.Path(folder, "likeness.db"))
    lora, wallet = database.execute("SELECT id, wallet_address FROM lora_trainings").fetchone()
    files = []
    for n in range(IMAGES):
        data = os.urandom(150_000 + n * 500)
        identifier = f"{1_790_000_000_000 + n:012x}{n:020x}"
        key = f"2026/09/{identifier}/full.jpg"
        file = bucket / key
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
        files.append(file)
        created = f"2026-09-21T10:{n // 60:02}:{n % 60:02}.000Z"
        database.execute(ROW, (identifier, lora, wallet, f"three pumpkins, number {n}", "generated/" + key, n, created, f"{n:032x}", len(data), "0" * 64, zlib.crc32(data), key))
    database.execute("UPDATE lora_trainings SET visibility = 'public', image_count = ?", (IMAGES,))
    database.commit()
    database.close()
    return lora, files


class Flow:
    """Bytes that came through a socket: how many, how fast, and when the first of them."""

    def __init__(self, connection, asked_at):
        buffer = bytearray(1 << 20)
        self.bytes, self.first_ms = 0, None
        while count := connection.recv_into(buffer):
            if self.first_ms is None:
                self.first_ms = (time.perf_counter() - asked_at) * 1000
            self.bytes += count
        self.rate = self.bytes / (time.perf_counter() - asked_at)


def cat(files):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        asked_at = time.perf_counter()
        names = " ".join(map(str, files))
        sender = subprocess.Popen(["taskset", "-c", load.SERVER_CPU, "bash", "-c", f"cat {names} > /dev/tcp/127.0.0.1/{port}"])
        connection, _ = listener.accept()
        with connection:
            flow = Flow(connection, asked_at)
        sender.wait()
    return flow


def download(server, path):
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        asked_at = time.perf_counter()
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        return Flow(connection, asked_at)


def watch(server, seen, done):
    while not done.wait(0.005):
        seen.append(load.resident_megabytes(server.process.pid))


def archive(program, rounds, verdict):
    print(f"A zip of {IMAGES} images against cat of the same files, over loopback")
    os.sched_setaffinity(0, {int(load.LOAD_CPU)})
    folder = tempfile.mkdtemp(prefix="likeness-bench-")
    adapter = pathlib.Path(__file__).resolve().parent.parent / "server/paperflux/model/loras/mira.safetensors"
    subprocess.run([program, "lora", "import", adapter, "--data-dir", folder], check=True, capture_output=True)
    bucket = next(path for path in pathlib.Path(folder, "objects").iterdir() if path.name.endswith("generated-images"))
    lora, files = fill(folder, bucket)
    server = load.likeness(program, folder)
    path = f"/api/images.zip?loraTrainingId={lora}"
    download(server, path), cat(files)  # warm
    before, seen, done = load.resident_megabytes(server.process.pid), [], threading.Event()
    watcher = threading.Thread(target=watch, args=(server, seen, done))
    watcher.start()
    flows = [(download(server, path), cat(files)) for _ in range(rounds)]
    done.set()
    watcher.join()
    server.stop()
    middle = lambda values: sorted(values)[len(values) // 2]
    ours, theirs = middle([zip.rate for zip, _ in flows]), middle([plain.rate for _, plain in flows])
    first = middle([zip.first_ms for zip, _ in flows])
    print(f"  zip  {ours / 1e6:,.0f} MB/s of {flows[0][0].bytes / 1e6:.0f} MB\n  cat  {theirs / 1e6:,.0f} MB/s of {flows[0][1].bytes / 1e6:.0f} MB")
    verdict("rate", f"{ours / theirs:.2f} of cat (at least 0.6)", ours >= 0.6 * theirs)
    verdict("first byte", f"{first:.0f} ms (under 50)", first < 50)
    verdict("memory", f"{before:.1f} MB before, at most {max(seen):.1f} MB while sending (at most 8 MB more)", max(seen) - before <= 8)


if __name__ == "__main__":
    archive(sys.argv[1], 7, lambda name, text, holds: print(f"  {'ok  ' if holds else 'MISS'} {name}: {text}"))
