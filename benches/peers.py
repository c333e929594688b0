#!/usr/bin/env python3
"""Times the references beside linfa and scikit-learn, in turn, in one run, on one thread each.

    pip install numpy==2.4.6 scikit-learn==1.9.1
    python benches/peers.py                  every benchmark
    python benches/peers.py kmeans --rounds 31

Every benchmark hands out its data, then runs once whenever it is asked to. So one round times the reference,
linfa and scikit-learn right after each other, and what slows the machine down slows all of them. The ratios are
those of single rounds: their median, and the quartiles in brackets. Below 1 the reference is faster.
"""

import os

for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"]:
    os.environ[name] = "1"

import argparse
import statistics
import subprocess
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
FEWEST_ROUNDS = 5


def kmeans(data):
    from sklearn.cluster import KMeans

    k = len(data.others)
    return lambda: KMeans(k, init=data.others, n_init=1, max_iter=300, tol=0, algorithm="lloyd").fit(data.records)


def pca(data):
    from sklearn.decomposition import PCA

    return lambda: PCA(10).fit(data.records)


def dbscan(data):
    from sklearn.cluster import DBSCAN

    return lambda: DBSCAN(eps=0.1, min_samples=5, n_jobs=1).fit(data.records)


def silhouette(data):
    from sklearn.metrics import silhouette_score

    labels = data.targets.astype(int)
    return lambda: silhouette_score(data.records, labels)


def content_based(data):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics.pairwise import cosine_similarity

    films = [[f"feature {number:03.0f}" for number in row if number >= 0] for row in data.records]
    liked = data.others.astype(int)

    def work():
        rows = TfidfVectorizer(analyzer=list, binary=True, norm=None).fit_transform(films)
        profiles = np.asarray([rows[numbers].mean(axis=0).A1 for numbers in liked])
        alike = cosine_similarity(profiles, rows)
        np.put_along_axis(alike, liked, 0, axis=1)
        return np.argsort(-alike, axis=1, kind="stable")[:, :10]

    return work


# What scikit-learn (or NumPy, where it is what people call) does for each benchmark; None where it has nothing.
PEERS = {
    "kmeans": (kmeans, [2000, 4000, 8000, 16000]),
    "pca": (pca, [500, 1000, 2000, 4000]),
    "dbscan": (dbscan, [500, 1000, 2000, 4000]),
    "dbscan_fast": (dbscan, [500, 1000, 2000, 4000]),
    "silhouette": (silhouette, [500, 1000, 2000, 4000]),
    "content_based": (content_based, [500, 1000, 2000, 4000]),
    "neighbours": (None, [50, 100, 200, 400]),
    "neighbours_fast": (None, [50, 100, 200, 400]),
    "matrix_factorization": (None, [2000, 4000, 8000, 16000]),
}


class Data:
    """What a benchmark has written: little-endian doubles and their shapes."""

    def __init__(self, folder):
        for name in ["records", "targets", "others"]:
            shape = [int(length) for length in (folder / f"{name}.shape").read_text().split()]
            setattr(self, name, np.fromfile(folder / f"{name}.f64", dtype="<f8").reshape(shape))


class Bench:
    """A benchmark that runs once whenever it is asked to."""

    def __init__(self, name, folder, size):
        call = ["cargo", "bench", "--profile", "dev", "--quiet", "--bench", name, "--", "--peers", folder, str(size)]
        self.process = subprocess.Popen(call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.has_linfa = self.process.stdout.readline().split() == ["ready", "linfa"]

    def __call__(self, side):
        self.process.stdin.write(side + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline()) / 1e6

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def milliseconds(work):
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1e3


def measured(name, size, peer, rounds):
    """Milliseconds of every side in every round."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(name, folder, size)
        work = peer(Data(Path(folder))) if peer else None
        times = {"reference": [], "linfa": [], "scikit-learn": []}
        for round in range(rounds + 2):
            one = {"reference": bench("reference")}
            if bench.has_linfa:
                one["linfa"] = bench("linfa")
            if work:
                one["scikit-learn"] = milliseconds(work)
            if round >= 2:
                for side, took in one.items():
                    times[side].append(took)
        bench.close()
    return times


def ratio(ours, theirs):
    if not theirs:
        return "-"
    low, middle, high = statistics.quantiles([one / other for one, other in zip(ours, theirs)], n=4)
    return f"{middle:.2f} ({low:.2f}-{high:.2f})"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("names", nargs="*", default=[], metavar="ID", help="benchmarks, all if left out")
    arguments.add_argument("--rounds", type=int, default=21)
    given = arguments.parse_args()
    warnings.filterwarnings("ignore")
    print("| benchmark | size | reference, ms | reference/linfa | reference/scikit-learn |")
    print("|---|---:|---:|---:|---:|", flush=True)
    for name in given.names or PEERS:
        peer, sizes = PEERS[name]
        for size in sizes:
            times = measured(name, size, peer, max(given.rounds, FEWEST_ROUNDS))
            ours = times["reference"]
            columns = [name, f"{size:,}", f"{statistics.median(ours):.3g}"]
            columns += [ratio(ours, times["linfa"]), ratio(ours, times["scikit-learn"])]
            print("| " + " | ".join(columns) + " |", flush=True)


if __name__ == "__main__":
    main()
