"""Object stores in a cloud, by their imposters: pages with signed links, and a large LoRA on its way through the server."""
import datetime
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import time
import urllib.request

import load

ROOT = pathlib.Path(__file__).resolve().parent.parent
IMPOSTERS = ROOT / "server/testing/imposters"
GALLERY_PATHS = [f"/api/loras/{n}/images?limit=24" for n in range(1, 2001, 7)]


class Cloud:
    """An imposter that keeps hashes and lengths only, on the processor of the load."""

    def __init__(self, name):
        self.name = name
        self.process = subprocess.Popen(
            ["taskset", "-c", load.LOAD_CPU, "node", IMPOSTERS / f"{name}.mjs", "--keep", "hash"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.facts = json.loads(self.process.stdout.readline())
        self.origin = f"http://127.0.0.1:{self.facts['port']}"

    def stop(self):
        self.process.terminate()
        self.process.wait()

    @property
    def env(self):
        if self.name == "s3":
            place = f"s3://127.0.0.1:{self.facts['port']}?region=us-east-1"
            return {"LIKENESS_OBJECTS": place, "AWS_ACCESS_KEY_ID": self.facts["accessKeyId"], "AWS_SECRET_ACCESS_KEY": self.facts["secretAccessKey"]}
        return {
            "LIKENESS_OBJECTS": "gs:", "GCP_CLIENT_EMAIL": self.facts["clientEmail"], "GCP_PRIVATE_KEY": self.facts["privateKey"],
            "STORAGE_EMULATOR_HOST": self.origin, "GCP_TOKEN_URI": self.origin + "/token",
        }

    def upload_link(self, conform, bucket, name):
        """A signed address that takes one PUT."""
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        wish = {"id": 1, "method": "PUT", "bucket": bucket, "timestamp": now, "expires": 3600, "headers": {}, "query": {}, "endpoint": self.origin}
        if self.name == "s3":
            wish |= {"op": "s3.presign", "key": name, "region": "us-east-1", "accessKeyId": self.facts["accessKeyId"], "secretAccessKey": self.facts["secretAccessKey"]}
        else:
            wish |= {"op": "gcs.sign", "object": name, "style": "path", "clientEmail": self.facts["clientEmail"], "privateKey": self.facts["privateKey"]}
        answer = subprocess.run([conform], input=json.dumps(wish) + "\n", capture_output=True, text=True, check=True).stdout
        return json.loads(answer)["url"]


def write_lora(path, rank):
    """A FLUX.1 LoRA on the attention of all double blocks, 0.7 MB for each unit of rank."""
    tensors, offset = {}, 0
    for block in range(19):
        for layer in ("to_q", "to_k", "to_v"):
            for side, shape in (("A", [rank, 3072]), ("B", [3072, rank])):
                size = rank * 3072 * 2
                tensors[f"transformer.transformer_blocks.{block}.attn.{layer}.lora_{side}.weight"] = {"dtype": "F16", "shape": shape, "data_offsets": [offset, offset + size]}
                offset += size
    header = json.dumps(tensors).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(header)) + header)
        piece = os.urandom(1 << 20)
        while offset > 0:
            file.write(piece[: min(offset, len(piece))])
            offset -= len(piece)


def peak_megabytes(pid):
    return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def timed(*command):
    began = time.perf_counter()
    subprocess.run([*map(str, command)], check=True, capture_output=True)
    return time.perf_counter() - began


def signed_gallery(program, seeded, rounds, lua_paths, verdict):
    print("Gallery page of 24 rows with links of Google Cloud Storage, warm, against links of the folder store")
    cloud = Cloud("gcs")
    results = {"folder": [], "gcs": []}
    for _ in range(rounds):
        for kind, env in (("folder", {}), ("gcs", cloud.env)):
            server = load.likeness(program, seeded, env)
            for path in GALLERY_PATHS:  # every link is signed once
                urllib.request.urlopen(server.url + path).read()
            results[kind].append(load.wrk(server, "/", script=lua_paths(GALLERY_PATHS)))
            server.stop()
    cloud.stop()
    folder, gcs = (sorted(results[kind], key=lambda figure: figure.rate)[rounds // 2] for kind in ("folder", "gcs"))
    print(f"  links of the folder  {folder}\n  links of GCS         {gcs}")
    verdict("rate", f"{gcs.rate / folder.rate:.2f} of the folder store (at least 0.8)", gcs.rate >= 0.8 * folder.rate)


def large_upload(program, conform, token_for, rounds, verdict, rank=1430):
    print("A LoRA of 1 GB through the server into the store, against curl putting it there")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="likeness-bench-"))
    file = folder / "large.safetensors"
    write_lora(file, rank)
    token = token_for(folder / "data")
    for name in ("gcs", "s3"):
        cloud = Cloud(name)
        server = load.likeness(program, folder / "data", cloud.env)
        plain, through = [], []
        for number in range(rounds):
            link = cloud.upload_link(conform, "halloween-costume-loras", f"plain/{number}")
            plain.append(timed("taskset", "-c", load.LOAD_CPU, "curl", "--fail", "-sT", file, link))
            through.append(
                timed(
                    "taskset", "-c", load.LOAD_CPU, "curl", "--fail", "-s", "-X", "POST", "-H", "Content-Type: application/octet-stream", "-H", f"Authorization: Bearer {token}",
                    "-H", "Expect:", "-T", file, f"{server.url}/api/loras?name=large{number}",
                )
            )
        peak = peak_megabytes(server.process.pid)
        server.stop(), cloud.stop()
        best, ours, size = sorted(plain)[rounds // 2], sorted(through)[rounds // 2], file.stat().st_size / 1e6
        print(f"  {name}: curl {best:.2f} s ({size / best:.0f} MB/s), through the server {ours:.2f} s ({size / ours:.0f} MB/s)")
        verdict(f"{name} rate", f"{best / ours:.2f} of plain copy (at least 0.7)", best / ours >= 0.7)
        verdict(f"{name} memory", f"{peak:.0f} MB at most (under 64)", peak < 64)
    shutil.rmtree(folder)
