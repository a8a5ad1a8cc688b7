"""The server with the imposter of fal.ai behind it: what we add to fal's own time, and how much it carries."""
import asyncio
import json
import pathlib
import resource
import struct
import subprocess
import tempfile
import time
import urllib.request

import load

ROOT = pathlib.Path(__file__).resolve().parent.parent
SMALL = {"imageSize": {"width": 256, "height": 256}, "engine": "fal"}


class Imposter:
    """The imposter as a process on the load's processor."""

    def __init__(self, **options):
        arguments = [part for name, value in options.items() for part in ("--" + name.replace("_", "-"), str(value))]
        command = ["taskset", "-c", load.LOAD_CPU, "node", ROOT / "server/testing/imposters/fal.mjs", *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addresses = json.loads(self.process.stdout.readline())

    def environment(self):
        names = {"FAL_KEY": "key", "FAL_QUEUE_URL": "queue", "FAL_RUN_URL": "run", "FAL_REST_URL": "rest", "FAL_JWKS_URL": "jwks", "FAL_FILE_ORIGINS": "files"}
        return {variable: self.addresses[name] for variable, name in names.items()}

    def order(self, **orders):
        request = urllib.request.Request(self.addresses["control"] + "/control", method="POST", data=json.dumps(orders).encode())
        urllib.request.urlopen(request).read()

    def report(self):
        with urllib.request.urlopen(self.addresses["control"] + "/control") as answer:
            return json.load(answer)

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def flux_lora(path):
    """A valid LoRA for FLUX.1: one layer, rank 4."""
    shapes = {"transformer.transformer_blocks.0.attn.to_q.lora_A.weight": [4, 3072], "transformer.transformer_blocks.0.attn.to_q.lora_B.weight": [3072, 4]}
    size = 4 * 3072 * 2
    entries = {name: {"dtype": "F16", "shape": shape, "data_offsets": [n * size, (n + 1) * size]} for n, (name, shape) in enumerate(shapes.items())}
    header = json.dumps(entries).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(2 * size))
    return path


class Studio:
    """One server, one imposter, one LoRA, one token."""

    def __init__(self, program, imposter, env=None):
        self.imposter = imposter
        self.folder = folder = tempfile.mkdtemp(prefix="likeness-bench-")
        command = lambda *arguments: json.loads(subprocess.run([program, *arguments, "--json", "--data-dir", folder], capture_output=True, text=True, check=True).stdout)
        self.token = command("token", "create")["token"]
        self.lora = command("lora", "import", flux_lora(pathlib.Path(folder, "face.safetensors")))["id"]
        self.server = load.likeness(program, folder, {"LIKENESS_QUOTA": "off", "FAL_CONCURRENCY": "5000", **imposter.environment(), **(env or {})})

    def stop(self):
        self.server.stop()
        self.imposter.stop()

    def head(self, method, path, length=0):
        return f"{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.token}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode()

    async def submit(self, prompt, images=1):
        body = json.dumps({"loraTrainingId": self.lora, "prompt": prompt, "numImages": images, **SMALL}).encode()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        writer.write(self.head("POST", "/api/generations", len(body)) + body)
        answer = await reader.read()
        writer.close()
        if not answer.startswith(b"HTTP/1.1 202"):
            raise RuntimeError(answer[:500].decode())
        return json.loads(answer.partition(b"\r\n\r\n")[2])["batch"]

    async def until_visible(self, batch):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        writer.write(self.head("GET", f"/api/generations/{batch['id']}/events"))
        await reader.readuntil(b"event: image\n")
        writer.close()

    def open_batches(self):
        request = urllib.request.Request(self.server.url + "/api/generations?state=active", headers={"Authorization": "Bearer " + self.token})
        with urllib.request.urlopen(request) as answer:
            return len(json.load(answer)["items"])


def many_files():
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most if most < 60_000 and most > 0 else 60_000, most))


async def added_latencies(studio, at_once, rounds):
    """Milliseconds from submit to visible image, less what the request took at fal, for `at_once` clients that each ask again and again."""
    spans = {}

    async def client(number):
        for turn in range(rounds):
            prompt = f"{at_once} at once, client {number}, turn {turn}"
            begun = time.time()
            batch = await studio.submit(prompt)
            await studio.until_visible(batch)
            spans[batch["finalPrompt"]] = (time.time() - begun) * 1000

    await asyncio.gather(*(client(number) for number in range(at_once)))
    own = {request["prompt"]: request["completedAt"] - request["acceptedAt"] for request in studio.imposter.report()["requests"]}
    return sorted(span - own[prompt] for prompt, span in spans.items())


async def fill(studio, batches, images):
    """Submits that many batches, 32 at a time."""
    numbers = iter(range(batches))

    async def client():
        for number in numbers:
            await studio.submit(f"in flight {number}", images)

    await asyncio.gather(*(client() for _ in range(32)))


def peak(times, window=1000):
    """Most of these times (in milliseconds) within a window."""
    times, most, first = sorted(times), 0, 0
    for last, moment in enumerate(times):
        while moment - times[first] >= window:
            first += 1
        most = max(most, last - first + 1)
    return most


def peak_megabytes(pid):
    line = next(line for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
