#!/usr/bin/env python3
"""Runs the benchmarks of a build and prints each target of the engine and of the start-up with what was measured."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 9


def engine_times(build):
    """Median CPU time a benchmark, in ns an item (or the counter), over interleaved repetitions."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([build / "tests/bench/engine_bench", f"--benchmark_repetitions={ROUNDS}",
                        "--benchmark_min_time=0.05", "--benchmark_enable_random_interleaving=true",
                        f"--benchmark_out={out.name}", "--benchmark_out_format=json"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        rows = json.load(open(out.name, encoding="utf-8"))["benchmarks"]
    samples = {}
    for row in rows:
        if row["run_type"] != "iteration":
            continue
        value = 1e9 / row["items_per_second"] if "items_per_second" in row else row["bytes_per_slice"]
        samples.setdefault(row["run_name"], []).append(value)
    return {name: statistics.median(values) for name, values in samples.items()}


class Display:
    """An X server of our own, so that nobody else's windows count."""

    def __enter__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1200x24"],
                                       pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        number = os.read(read, 16).decode().strip()
        self.environment = dict(os.environ, DISPLAY=":" + number, QT_QPA_PLATFORM="xcb",
                                XDG_CONFIG_HOME=tempfile.mkdtemp())
        return self.environment

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()


def start_up(program, environment):
    """Seconds from exec to the end of the first frame, warm."""
    begin = time.perf_counter()
    subprocess.run([program], env=dict(environment, SIMUL_QUIT_AFTER_FIRST_FRAME="1"), check=True, timeout=30,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def memory(program, environment):
    """Proportional set size in MB after two quiet seconds."""
    process = subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(2)
    text = pathlib.Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="utf-8")
    process.kill()
    process.wait()
    return next(int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:"))


def line(what, measured, base, most, unit):
    ratio = measured / base
    verdict = "ok" if ratio <= most else "MISSED"
    print(f"{what:<52} {measured:>9.1f} {unit:<8} {base:>9.1f} {unit:<8} {ratio:>6.2f} <= {most:<5} {verdict}")


def main():
    build = pathlib.Path(sys.argv[1])
    times = engine_times(build)
    print(f"{'':<52} {'measured':>18} {'base':>18} {'ratio':>6}    bar")
    line("slice on the real clock / two clock reads", times["recordSliceOnRealClock"], times["twoClockReads"], 1.15, "ns")
    line("simulated record / 3 ns", times["recordSliceOnSimulatedClock"] / 2, 3, 1.0, "ns")
    line("switch with its records / bare coroutine switch", times["switchRecorded"], times["switchBare"], 1.5, "ns")
    chess_bars = ((24, 1.5), (10000, 1.5), (100000, 3.0))
    for opponents, bar in chess_bars:
        line(f"chess, {opponents} opponents, recorded / plain C++ (an event)", times[f"chessRecorded/{opponents}"],
             times[f"chessPlain/{opponents}"], bar, "ns")
    for opponents, _ in chess_bars:
        recorded, plain = times[f"chessRecorded/{opponents}"], times[f"chessPlainO2/{opponents}"]
        print(f"  against the same plain C++ at -O2 ({plain:.1f} ns), {opponents}: {recorded / plain:.2f}")
    for opponents, _ in chess_bars:
        value = times[f"chessRecordedAndStored/{opponents}"] / times[f"chessPlain/{opponents}"]
        print(f"  the same with the slices in their lanes, {opponents}: {value:.2f}")
    slices = next(value for name, value in times.items() if name.startswith("chessBytesPerSlice"))
    line("memory a slice at 100000 opponents / 24 B", slices, 24, 1.0, "B")

    print(subprocess.run([build / "tests/bench/reader_bench"], check=True, capture_output=True, text=True).stdout, end="")

    with Display() as environment:
        simul, floor = build / "app/simul", build / "tests/bench/qt_floor"
        pairs = [(start_up(simul, environment), start_up(floor, environment)) for _ in range(ROUNDS)]
        line("first window / least Qt window", 1000 * statistics.median(p[0] for p in pairs),
             1000 * statistics.median(p[1] for p in pairs), 2.0, "ms")
        line("memory of the empty program / least Qt window", memory(simul, environment), memory(floor, environment), 1.6,
             "MB")


if __name__ == "__main__":
    main()
