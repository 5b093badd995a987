#!/usr/bin/env python3
"""Runs the clients against one server on loopback, interleaved, and prints medians and ratios beside the targets."""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
SIZE = 65536
ROUNDS = int(os.environ.get("ROUNDS", "7"))
DELAYS = (20, 100)
COUNTS = (50, 100, 500, 2000)
SOAK = int(os.environ.get("SOAK", "100000"))


class Server:
    """The one that all clients ask, in a process of its own."""

    def __init__(self, build):
        self.process = subprocess.Popen([build / "tests/bench/http/http_bench_server"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def url(self, delay):
        return f"http://127.0.0.1:{self.port}/d/{delay}/{SIZE}"

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


def peak_memory(process):
    """In MB, so far. What wait4() tells will not do: it counts what this program had when it forked."""
    try:
        text = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("VmHWM:")), 0)


def measure(command):
    """Runs a client: its line of output, its CPU time in ms, its peak memory in MB, and its whole life in ms."""
    with tempfile.TemporaryFile("w+") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out)
        memory = ended = 0
        while not ended:
            memory = max(memory, peak_memory(process))
            time.sleep(0.002)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        life = 1000 * (time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        line = out.readline().split()
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return line, 1000 * (usage.ru_utime + usage.ru_stime), memory, life


def timed(command, count):
    """A client that tells answers, bytes and seconds itself."""
    line, cpu, memory, _ = measure(command)
    if (int(line[0]), int(line[1])) != (count, count * SIZE):
        raise RuntimeError(f"{command[0]}: {line[0]} answers with {line[1]} bytes instead of {count}")
    return 1000 * float(line[2]), cpu, memory


def curl(url, count):
    """The whole process: it does not tell when it begins."""
    with tempfile.NamedTemporaryFile("w", suffix=".curl") as config:
        config.write(f'url = "{url}"\noutput = "/dev/null"\n' * count)
        config.flush()
        _, cpu, memory, life = measure(["curl", "--silent", "--no-progress-meter", "--parallel", "--parallel-max", "300",
                                        "--config", config.name])
    return life, cpu, memory


def clients(build, server, count, delay):
    url = server.url(delay)
    at_once = min(count, 300)
    bench = build / "tests/bench/http"
    return {
        "raw epoll": lambda: timed([bench / "http_raw_client", str(count), f"/d/{delay}/{SIZE}", str(server.port), str(at_once)], count),
        "simul": lambda: timed([bench / "fetch_bench", "story", str(count), url, str(at_once)], count),
        "bare": lambda: timed([bench / "fetch_bench", "bare", str(count), url, str(at_once)], count),
        "curl": lambda: curl(url, count),
        "aiohttp": lambda: timed(["/usr/bin/python3", HERE / "aiohttp_client.py", str(count), url, "0"], count),
    }


def medians(build, server, count, delay):
    samples = {}
    for _ in range(ROUNDS):
        for name, client in clients(build, server, count, delay).items():
            samples.setdefault(name, []).append(client())
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in samples.items()}


def judge(what, ratio, most):
    print(f"    {what:<44} {ratio:>6.2f} <= {most:<5} {'ok' if ratio <= most else 'MISSED'}")


def compare(build, server, count, delay, idle):
    result = medians(build, server, count, delay)
    print(f"\nsame-url, N = {count}, an answer of 64 KiB after {delay} ms, 300 at once (aiohttp: no limit); medians of {ROUNDS}")
    print(f"    {'':<12} {'wall ms':>9} {'CPU ms':>9} {'CPU us/request':>15} {'peak MB':>9}")
    for name, (wall, cpu, memory) in result.items():
        print(f"    {name:<12} {wall:>9.1f} {cpu:>9.1f} {1000 * cpu / count:>15.1f} {memory:>9.1f}")
    simul, raw, http, own = (result[name] for name in ("simul", "raw epoll", "aiohttp", "curl"))
    many = count >= 2000
    judge("wall / raw epoll", simul[0] / raw[0], 1.1 if many or delay >= 100 else 1.2)
    judge(f"wall / aiohttp (raw epoll: {raw[0] / http[0]:.2f})", simul[0] / http[0], 0.4 if many else 0.7)
    if many:
        judge("wall / curl (a whole process)", simul[0] / own[0], 1.0)
        judge("memory over the idle program, MB", simul[2] - idle[2], 25)
    judge("CPU a request, less the idle program / raw", max(simul[1] - idle[1], 0) / max(raw[1], 0.001), 2.0)
    judge("CPU / aiohttp", simul[1] / http[1], 0.2)
    return result


def tell_story_cost(result):
    """Tasks, coroutines and recorder together against the same requests without any of them: more than the recorder."""
    simul, bare = result["simul"], result["bare"]
    print("\nWhat telling the story costs over the bare fetch (N = 2000): tasks, coroutines, labels and the recorder")
    print(f"    wall {100 * (simul[0] / bare[0] - 1):+.1f} %, CPU {1000 * (simul[1] - bare[1]) / 2000:+.2f} us a request")


def recorder_cost(bench, server):
    """No run goes without its recorder: what a run has recorded is recorded again, in the same process, and timed."""
    rows = [[float(cell) for cell in measure([bench, "recorder", "2000", server.url(20), "300"])[0]] for _ in range(ROUNDS)]
    _, _, wall, cpu, records, recording = (statistics.median(column) for column in zip(*rows))
    print(f"\nthe recorder in same-url with N = 2000 after 20 ms; medians of {ROUNDS}. No run goes without it: all that the run "
          f"recorded is recorded once more, between copies of 64 KiB")
    print(f"    {records:.0f} records ({records / 2000:.1f} a request), {1e9 * recording / records:.0f} ns each, "
          f"{1e6 * recording / 2000:.2f} us a request; the run: {1000 * wall:.1f} ms, {1000 * cpu:.1f} ms of CPU")
    judge("% of the run's time", 100 * recording / wall, 2.0)
    print(f"    {'% of its CPU time (no target)':<44} {100 * recording / cpu:>6.2f}")


def kernel_switches(bench, server):
    """The best of three: a busy machine switches a thread between its look at the clock and its look at the count."""
    rows = [[int(cell) for cell in measure([bench, "switches", "500", server.url(20)])[0]] for _ in range(3)]
    off = [100 * abs(recorded - counted) / max(counted, 1) for _, counted, recorded, _ in rows]
    threads, counted, recorded, lost = rows[off.index(min(off))]
    print(f"\na thread per request, {threads} of 500 answered and recorded, on {os.cpu_count()} CPUs: {counted} switches by "
          f"/proc/self/task/*/status, {recorded} recorded, {lost} lost")
    judge("% off", min(off) if threads == 500 else 100, 1.0)


def cancel(bench):
    cancels = [measure([bench, "cancel", "2000"])[0] for _ in range(ROUNDS)]
    column = [[float(line[index]) for line in cancels] for index in range(4)]
    print(f"\ncancel with {min(column[0]):.0f} requests in flight, until all is torn down: median "
          f"{statistics.median(column[1]):.1f} ms, worst {max(column[1]):.1f} ms; CPU, with that of the server, which is in the "
          f"same process: {statistics.median(column[2]):.1f} ms; {max(column[3]):.0f} connections left")
    judge("worst ms / 100 ms", max(column[1]) / 100, 1.0)


def soak(bench):
    line, cpu, memory, _ = measure([bench, "soak", str(SOAK)])
    print(f"\nsoak of {SOAK} requests with faults: {line[0]} accounted for ({line[1]} answers, {line[2]} failures) in "
          f"{line[4]} s with {cpu / 1000:.1f} s of CPU, {line[3]} descriptors left, peak {memory:.0f} MB (all is recorded); "
          f"in use {line[5]} MB after half of them, {line[6]} MB at the end")
    if int(line[0]) != SOAK or int(line[1]) + int(line[2]) != SOAK or line[3] != "0":
        sys.exit("the soak lost something")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    environment = {name: "" for name in ("http_proxy", "https_proxy", "all_proxy")}
    os.environ.update(environment)
    bench = build / "tests/bench/http/fetch_bench"
    server = Server(build)
    try:
        idle_runs = [measure([bench, "idle"]) for _ in range(ROUNDS)]
        idle = [0, statistics.median(run[1] for run in idle_runs), statistics.median(run[2] for run in idle_runs)]
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} CPUs")
        print(f"the idle program: {idle[1]:.1f} ms of CPU, {idle[2]:.1f} MB")
        for delay in DELAYS:
            for count in COUNTS:
                result = compare(build, server, count, delay, idle)
        tell_story_cost(result)
        recorder_cost(bench, server)
        kernel_switches(bench, server)
    finally:
        server.close()
    cancel(bench)
    soak(bench)


if __name__ == "__main__":
    main()
