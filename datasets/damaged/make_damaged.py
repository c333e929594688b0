"""Writes the damaged pieces of datasets/wikidata_movies.csv that the exercise read_table is graded with.

Nothing is random: what was done to which row stands below, and in README.md.
Run: python make_damaged.py
"""

import csv
import io
from pathlib import Path

HERE = Path(__file__).resolve().parent
with open(HERE / ".." / ".." / "datasets" / "wikidata_movies.csv", encoding="utf-8", newline="") as file:
    HEADER, *FILMS = csv.reader(file)
COLUMN = {name: place for place, name in enumerate(HEADER)}


def line(fields, end="\n"):
    """One row, quoted only where it must be."""
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerow(fields)
    return text.getvalue()


def with_field(film, column, value):
    return [value if place == COLUMN[column] else field for place, field in enumerate(film)]


def unquoted(film):
    """As a program writes it that has never heard of quotes."""
    return ",".join(film) + "\n"


def save(name, parts):
    """`parts` are text, written as UTF-8, or bytes, written as they are."""
    (HERE / name).write_bytes(b"".join(part.encode() if isinstance(part, str) else part for part in parts))
    print("wrote", name)


def latin_1(film):
    """The row as an old program saves it; None where Latin-1 has no such letter or UTF-8 would be the same."""
    try:
        encoded = line(film).encode("latin-1")
    except UnicodeEncodeError:
        return None
    return None if encoded.isascii() else encoded


def export():
    """A long piece with a little of everything."""
    parts = [line(HEADER)]
    for row, film in enumerate(FILMS[789:909]):
        if row % 6 == 4:
            film = with_field(film, "runtime_min", "")
        if row % 10 == 3:
            film = with_field(film, "genres", "")
        if row == 12:
            film = with_field(film, "title", film[COLUMN["title"]].replace(" ", "\n", 1))
        if row == 70:
            film = with_field(film, "title", f'"{film[COLUMN["title"]]}"')
        if row in (33, 77):
            film = with_field(film, "runtime_min", "n/a")
        if row == 45:
            film = with_field(film, "box_office_usd", "$27,900,000")
        if row == 55:
            film = with_field(film, "title", "")
        if row == 90:
            film = with_field(film, "year", "")
        if row in (20, 61, 100):
            film = film[:9]
        if "," in film[COLUMN["title"]]:
            parts.append(unquoted(film))
        else:
            parts.append(latin_1(film) or line(film))
    save("export.csv", parts)


def windows():
    """A byte order mark, line ends of two bytes, empty lines; two bad rows behind them."""
    films = FILMS[60:72]
    films[5] = with_field(films[5], "year", "")
    films[8] = films[8][:4]
    parts = ["\ufeff", line(HEADER, "\r\n")]
    for row, film in enumerate(films):
        parts.append(line(film, "\r\n"))
        if row in (1, 6):
            parts.append("\r\n\r\n")
    save("windows.csv", parts)


def latin1():
    """Saved in Latin-1: every row with an accent is not UTF-8."""
    save("latin1.csv", [line(HEADER)] + [latin_1(FILMS[row]) or line(FILMS[row]) for row in LATIN_1])


LATIN_1 = [436, 437, 438, 853, 854, 905, 1065, 1066, 1476, 1627]


def open_quote():
    """The quote before the sixth title is never closed: what follows is swallowed to the end of the file."""
    films = [film for film in FILMS[300:330] if not any("," in field for field in film)][:10]
    parts = [line(HEADER)] + [line(film) for film in films]
    parts[6] = parts[6].replace(",", ',"', 1)
    save("open_quote.csv", parts)


def cut_off():
    """A download that ended in the middle of a row."""
    save("cut_off.csv", ["".join([line(HEADER)] + [line(film) for film in FILMS[1000:1010]])[:-60]])


if __name__ == "__main__":
    export()
    windows()
    latin1()
    open_quote()
    cut_off()
