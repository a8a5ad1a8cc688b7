"""Programs under load: started on processor 0, loaded by wrk from processor 1, their own processor time counted."""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

SERVER_CPU = "0"
LOAD_CPU = "1"
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def resident_megabytes(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


class Program:
    """A server process, or several of one server."""

    def __init__(self, command, env=None, port=None, cpu=SERVER_CPU):
        pinned = ["taskset", "-c", cpu, *map(str, command)]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(pinned, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = port

    def pids(self):
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()
        return [self.process.pid, *map(int, children)]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def likeness(program, folder, env=None, args=(), wait_ready=True):
    server = Program(
        [program, "serve", "--listen", "127.0.0.1:0", "--data-dir", folder, "--no-demo", "--log", "info", *args],
        {"LIKENESS_ABUSE_LIMITS": "off", "LIKENESS_SHUTDOWN_GRACE": "1", **(env or {})},
    )
    line = server.process.stdout.readline()
    server.port = int(line.strip().rsplit(":", 1)[1])
    server.url = f"http://127.0.0.1:{server.port}"
    while wait_ready:
        with urllib.request.urlopen(server.url + "/healthz") as answer:
            answer.read()
        try:
            urllib.request.urlopen(server.url + "/readyz").read()
            break
        except urllib.error.HTTPError:
            time.sleep(0.01)
    return server


class Nginx(Program):
    """nginx with one worker, sendfile on, serving a folder."""

    def __init__(self, root, gzip_static=False):
        self.folder = tempfile.mkdtemp(prefix="likeness-nginx-")
        port = free_port()
        config = pathlib.Path(self.folder, "nginx.conf")
        config.write_text(
            f"daemon off; master_process off; worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/error;\n"
            "events { worker_connections 4096; }\n"
            f"http {{ access_log {self.folder}/access; sendfile on; tcp_nopush on; keepalive_requests 100000000; types {{ text/html html; application/json json; image/jpeg jpg; image/webp webp; text/javascript js; }}\n"
            f"client_body_temp_path {self.folder}; proxy_temp_path {self.folder}; fastcgi_temp_path {self.folder}; uwsgi_temp_path {self.folder}; scgi_temp_path {self.folder};\n"
            f"server {{ listen 127.0.0.1:{port}; root {root}; {'gzip_static on;' if gzip_static else ''} }} }}\n"
        )
        super().__init__(["nginx", "-c", config], port=port)
        self.url = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                time.sleep(0.01)

    def stop(self):
        super().stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Figure:
    def __init__(self, rate, p99_ms, cpu_us, errors):
        self.rate, self.p99_ms, self.cpu_us, self.errors = rate, p99_ms, cpu_us, errors

    def __str__(self):
        note = f", {self.errors} ERRORS" if self.errors else ""
        return f"{self.rate:>9,.0f}/s  {self.cpu_us:>7.1f} us of CPU each  p99 {self.p99_ms:6.2f} ms{note}"


def milliseconds(text):
    value, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def wrk(server, path, seconds=6, connections=64, headers=(), script=None):
    """Loads one address, or those that a Lua script makes."""
    command = ["taskset", "-c", LOAD_CPU, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    folder = tempfile.mkdtemp(prefix="likeness-wrk-")
    if script:
        file = pathlib.Path(folder, "load.lua")
        file.write_text(script)
        command += ["-s", str(file)]
    before = cpu_seconds(server.pids())
    output = subprocess.run([*command, server.url + path], capture_output=True, text=True, check=True).stdout
    used = cpu_seconds(server.pids()) - before
    shutil.rmtree(folder)
    requests = int(re.search(r"(\d+) requests in", output).group(1))
    errors = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", output)) + sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", output)))
    return Figure(float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1)), milliseconds(re.search(r"^\s+99%\s+(\S+)$", output, re.M).group(1)), used / requests * 1e6, errors)


def best_of(rounds, *measurements):
    """Interleaved rounds; the middle one of each by its rate."""
    results = [[measure() for measure in measurements] for _ in range(rounds)]
    return [sorted(column, key=lambda figure: figure.rate)[rounds // 2] for column in zip(*results)]
