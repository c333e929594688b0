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
import math
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


def least_squares(data):
    from sklearn.linear_model import LinearRegression

    return lambda: LinearRegression().fit(data.records, data.targets)


def gradient_descent(data):
    """As people write it with NumPy; nobody has it ready to call."""
    records, targets, n_samples = data.records, data.targets, len(data.targets)

    def fit(learning_rate=0.2, n_steps=100):
        intercept, coefficients = 0.0, np.zeros(records.shape[1])
        errors = records @ coefficients + intercept - targets
        losses = [errors @ errors / n_samples]
        for _ in range(n_steps):
            intercept -= learning_rate * 2 / n_samples * errors.sum()
            coefficients -= learning_rate * 2 / n_samples * (records.T @ errors)
            errors = records @ coefficients + intercept - targets
            losses.append(errors @ errors / n_samples)
        return intercept, coefficients, losses

    return fit


def logistic_regression(data):
    from sklearn.linear_model import LogisticRegression

    targets = data.targets.astype(int)
    return lambda: LogisticRegression(C=1 / (0.01 * len(targets)), tol=1e-6, max_iter=1000).fit(data.records, targets)


def best_split(data):
    from sklearn.tree import DecisionTreeClassifier

    targets = data.targets.astype(int)
    return lambda: DecisionTreeClassifier(max_depth=1, min_samples_leaf=5).fit(data.records, targets)


def decision_tree(data):
    from sklearn.tree import DecisionTreeClassifier

    targets = data.targets.astype(int)
    tree = DecisionTreeClassifier(max_depth=5, min_samples_leaf=5)
    return lambda: tree.fit(data.records, targets).predict(data.records)


def moments(data):
    return lambda: np.var(data.targets, ddof=1)


def quantiles(data):
    return lambda: np.quantile(data.targets, 0.95)


def scale(data):
    from sklearn.preprocessing import StandardScaler

    return lambda: StandardScaler().fit_transform(data.records)


def nearest_neighbours(data):
    from sklearn.neighbors import KNeighborsClassifier

    labels = data.targets.astype(int)
    return lambda: KNeighborsClassifier(5, n_jobs=1).fit(data.records, labels).predict(data.others)


def neighbours(data):
    """As people write it with NumPy; nobody has it ready to call."""
    ratings, shrinkage, k = data.records, 30, 20

    def work():
        there = ~np.isnan(ratings)
        means = np.nanmean(ratings, axis=1)
        centred = np.where(there, ratings - means[:, None], 0)
        mask = there.astype(float)
        squares, common = centred**2 @ mask.T, mask @ mask.T
        lengths = np.sqrt(squares * squares.T)
        cosines = np.divide(centred @ centred.T, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        similarities = cosines * common / (common + shrinkage)
        expected = means.copy()
        for user, alike in enumerate(similarities):
            item = user % ratings.shape[1]
            others = np.flatnonzero(there[:, item])
            others = others[others != user]
            others = others[np.argsort(-alike[others], kind="stable")[:k]]
            expected[user] += alike[others] @ centred[others, item] / np.abs(alike[others]).sum()
        return expected

    return work


def matrix_factorization(data):
    """As people write it with NumPy; nobody has it ready to call."""
    users, items = data.records[:, :2].astype(int).T
    stars, n_train = data.records[:, 2], len(data.records) * 4 // 5
    random = np.random.default_rng(1)
    orders = [random.permutation(n_train) for _ in range(4)]

    def fit(learning_rate=0.02, penalty=0.1):
        mean, biases, tastes = stars[:n_train].mean(), np.zeros(300), random.uniform(-0.2, 0.2, (300, 8))
        item_biases, offers = np.zeros(100), random.uniform(-0.2, 0.2, (100, 8))
        errors = []
        for order in orders:
            for user, item, given in zip(users[order], items[order], stars[order]):
                p, q = tastes[user], offers[item]
                error = given - mean - biases[user] - item_biases[item] - p @ q
                biases[user] += learning_rate * (error - penalty * biases[user])
                item_biases[item] += learning_rate * (error - penalty * item_biases[item])
                tastes[user], offers[item] = (
                    p + learning_rate * (error * q - penalty * p),
                    q + learning_rate * (error * p - penalty * q),
                )
            expected = mean + biases[users] + item_biases[items] + (tastes[users] * offers[items]).sum(axis=1)
            squares = (stars - expected) ** 2
            errors.append((np.sqrt(squares[:n_train].mean()), np.sqrt(squares[n_train:].mean())))
        return errors

    return fit


# What scikit-learn (or NumPy, where it is what people call) does for each benchmark; None where it has nothing.
PEERS = {
    "moments": (moments, [100_000, 200_000, 400_000, 800_000]),
    "quantiles": (quantiles, [50_000, 100_000, 200_000, 400_000]),
    "scale": (scale, [2000, 4000, 8000, 16000]),
    "least_squares": (least_squares, [8000, 16000, 32000, 64000]),
    "gradient_descent": (gradient_descent, [1000, 2000, 4000, 8000]),
    "nearest_neighbours": (nearest_neighbours, [1000, 2000, 4000, 8000]),
    "logistic_regression": (logistic_regression, [2000, 4000, 8000, 16000]),
    "best_split": (best_split, [1000, 2000, 4000, 8000]),
    "decision_tree": (decision_tree, [1000, 2000, 4000, 8000]),
    "kmeans": (kmeans, [2000, 4000, 8000, 16000]),
    "pca": (pca, [250, 500, 1000, 2000]),
    "dbscan": (dbscan, [500, 1000, 2000, 4000]),
    "dbscan_fast": (dbscan, [500, 1000, 2000, 4000]),
    "silhouette": (silhouette, [250, 500, 1000, 2000]),
    "content_based": (content_based, [500, 1000, 2000, 4000]),
    "neighbours": (neighbours, [50, 100, 200, 400]),
    "neighbours_fast": (neighbours, [50, 100, 200, 400]),
    "matrix_factorization": (matrix_factorization, [2000, 4000, 8000, 16000]),
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
        call = ["cargo", "bench", "--quiet", "--bench", name, "--", "--peers", folder, str(size)]
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
    # Two digits of the smallest, 0.0048, or two decimals: 3.42.
    digits = max(2, 1 - math.floor(math.log10(low)))
    return f"{middle:.{digits}f} ({low:.{digits}f}-{high:.{digits}f})"


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
