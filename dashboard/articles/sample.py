"""The sample: generated articles, for demonstration and for measuring, that report nothing real.

Everything is a function of a count and a seed. All draws go through ``Generator.random``, the
plainest of numpy's streams, so that the same two numbers give the same articles everywhere.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.articles.dataset import SEPARATOR, split_signature
from dashboard.articles.model import Article, Basis, Status, identify
from dashboard.places.names import codes

COUNT = 4778
SEED = 1998
YEARS = range(1997, 2016)

# Without permanent population, so a generated article there would look like a mistake of the map.
UNINHABITED = frozenset({"ATA", "ATF", "BVT", "HMD", "IOT", "SGS", "UMI"})

TOPICS = (
    "Human Rights Defenders",
    "Economic, Social and Cultural Rights",
    "Monitoring Protection Mechanisms",
    "Rights of the Child",
    "Violence against Women",
    "Torture and Other Ill-Treatment",
    "Freedom of Expression",
    "Freedom of Association",
    "Fair Trial",
    "Land, Environment and Indigenous Peoples",
    "Business and Human Rights",
    "Migration",
)
CATEGORIES = (
    "Urgent Interventions",
    "Statements",
    "Events",
    "Reports and Publications",
    "Open Letters",
)
LANGUAGES = ("en", "fr", "es")
SOURCES = ("Sample Organisation A", "Sample Organisation B", "Sample Organisation C")

_CATEGORY_SHARES = (0.4, 0.25, 0.13, 0.14, 0.08)
_LANGUAGE_SHARES = (0.6, 0.22, 0.18)
_SOURCE_SHARES = (0.5, 0.3, 0.2)
_COUNTRY_NUMBER_SHARES = (0.015, 0.875, 0.08, 0.03)  # none, one, two, three
_TOPIC_NUMBER_SHARES = (0.15, 0.55, 0.22, 0.08)
_SUMMARY_SHARES = (0.7, 0.1, 0.1, 0.1)  # in the order of _SENTENCES

_TITLES = ("{} {}: {} {}", "{} {}\u00a0: {} {}", "{} {}: {} {}")

# The words of titles and summaries: one line a meaning, in the order of LANGUAGES.
_KINDS = (
    ("Sample urgent intervention", "Exemple d’intervention urgente", "Intervención de ejemplo"),
    ("Sample statement", "Exemple de déclaration", "Declaración de ejemplo"),
    ("Sample event", "Exemple d’événement", "Evento de ejemplo"),
    ("Sample report", "Exemple de rapport", "Informe de ejemplo"),
    ("Sample open letter", "Exemple de lettre ouverte", "Carta abierta de ejemplo"),
)
_FORMS = (
    ("follow-up note on", "note de suivi sur", "nota de seguimiento sobre"),
    ("background note on", "note de contexte sur", "nota de contexto sobre"),
    ("first draft on", "premier projet sur", "primer borrador sobre"),
    ("annual summary on", "bilan annuel sur", "resumen anual sobre"),
    ("questions and answers on", "questions et réponses sur", "preguntas y respuestas sobre"),
    ("reading list on", "liste de lectures sur", "lista de lecturas sobre"),
    ("meeting notes on", "compte rendu sur", "apuntes sobre"),
    ("practical guide on", "guide pratique sur", "guía práctica sobre"),
    ("workshop on", "atelier sur", "taller sobre"),
    ("joint message on", "message commun sur", "mensaje conjunto sobre"),
    ("short study on", "brève étude sur", "estudio breve sobre"),
    ("survey on", "enquête sur", "encuesta sobre"),
)
_THEMES = (
    ("archives", "les archives", "los archivos"),
    ("libraries", "les bibliothèques", "las bibliotecas"),
    ("legal education", "l’enseignement du droit", "la enseñanza del derecho"),
    ("translation", "la traduction", "la traducción"),
    ("volunteers", "les bénévoles", "el voluntariado"),
    ("community radio", "la radio locale", "la radio comunitaria"),
    ("school visits", "les visites scolaires", "las visitas escolares"),
    ("public transport", "les transports publics", "el transporte público"),
    ("internet access", "l’accès à l’internet", "el acceso a internet"),
    ("drinking water", "l’eau potable", "el agua potable"),
    ("open data", "les données ouvertes", "los datos abiertos"),
    ("training", "la formation", "la formación"),
    ("museums", "les musées", "los museos"),
    ("housing", "le logement", "la vivienda"),
    ("networks", "les réseaux", "las redes"),
    ("fundraising", "la collecte de fonds", "la recaudación de fondos"),
    ("festivals", "les festivals", "los festivales"),
    ("lawyers", "les avocats", "la abogacía"),
    ("journalism", "le journalisme", "el periodismo"),
    ("gardens", "les jardins", "los jardines"),
)
_SENTENCES = (
    ("", "", ""),
    ("A generated text about {}.", "Un texte généré sur {}.", "Un texto generado sobre {}."),
    ("An example, here about {}.", "Un exemple, ici sur {}.", "Un ejemplo, aquí sobre {}."),
    ("Invented words about {}.", "Quelques mots inventés sur {}.", "Palabras inventadas sobre {}."),
)

_CODE = re.compile(r"[A-Z]{3}")
_Ints = NDArray[np.int64]
_Floats = NDArray[np.float64]
_Days = NDArray[np.datetime64]
_Texts = NDArray[np.object_]


def countries() -> tuple[str, ...]:
    """Return the alpha-3 codes that sample articles can name, sorted."""
    return tuple(code for code in codes() if code not in UNINHABITED)


def frame(count: int = COUNT, seed: int = SEED) -> pd.DataFrame:
    """Return ``count`` generated articles, oldest first, one column a field of Article.

    ``topics`` and ``countries`` are signatures (``KEN;UGA``), ``date`` a timestamp without a zone.
    ``imported_at`` and ``changed_at`` are midnight UTC of the date, as if each article had been
    imported on its day: so a first visit, which looks back a few days, finds nothing new.
    How often a country or topic is named, and when, comes from the seed alone.
    """
    rng, *own = np.random.Generator(np.random.PCG64(seed)).spawn(4)  # weights differ by seed only
    days = _draw_days(own[0], count)
    category = _pick(rng, _CATEGORY_SHARES, count)
    language = _pick(rng, _LANGUAGE_SHARES, count)
    titles, summaries = _draw_texts(rng, category, language)
    urls = [f"https://example.org/articles/{number:05d}" for number in range(1, count + 1)]
    sources = _texts(SOURCES)[_pick(rng, _SOURCE_SHARES, count)]
    midnight = pd.DatetimeIndex(days.astype("datetime64[us]"))
    named = _draw_countries(own[2], days)
    columns = {
        "id": [*map(identify, urls, sources, days.tolist(), titles)],
        "title": titles,
        "date": midnight,
        "category": _texts(CATEGORIES)[category],
        "summary": summaries,
        "url": urls,
        "topics": _draw_topics(own[1], count),
        "countries": named,
        "basis": [_CODE.sub(Basis.STATED, signature) for signature in named],
        "language": _texts(LANGUAGES)[language],
        "source": sources,
        "status": str(Status.PUBLISHED),
        "reason": "",
        "imported_at": midnight.tz_localize(UTC),
        "changed_at": midnight.tz_localize(UTC),
    }
    return pd.DataFrame(columns)


def generate(count: int = COUNT, seed: int = SEED) -> Iterator[Article]:
    """Yield the articles of :func:`frame`, oldest first."""
    rows = frame(count, seed)
    rows["date"] = rows["date"].dt.date
    for name in ("topics", "countries", "basis"):
        rows[name] = rows[name].map(split_signature)
    for *content, status, reason, arrival, change in rows.itertuples(index=False, name=None):
        kept = (Status(status), reason, arrival.to_pydatetime(), change.to_pydatetime())
        yield Article(*[*content, *kept])


def write(path: Path, count: int = COUNT, seed: int = SEED) -> None:
    """Write the articles of :func:`frame` as CSV, in UTF-8; a time is written as its day."""
    frame(count, seed).to_csv(path, index=False, lineterminator="\n", date_format="%Y-%m-%d")


def _draw_days(rng: np.random.Generator, count: int) -> _Days:
    """Draw sorted days: a trend that wanders from year to year, and months that differ."""
    days = np.arange(f"{YEARS.start}-01-01", f"{YEARS.stop}-01-01", dtype="datetime64[D]")
    trend = np.exp(np.cumsum(rng.random(len(YEARS)) - 0.5))
    weights = trend.repeat(12) * (0.5 + rng.random(12 * len(YEARS)))
    return np.sort(days[_pick(rng, weights[_months(days)], count)])


def _draw_countries(rng: np.random.Generator, days: _Days) -> _Texts:
    """Draw the countries of each day's article, from weights that change with the year."""
    names, years = countries(), _months(days) // 12
    lasting = rng.random(len(names)) ** 2  # a few countries often, many rarely
    weights = lasting * rng.random((len(YEARS), len(names)))
    return _draw_signatures(rng, names, weights, years, _COUNTRY_NUMBER_SHARES)


def _draw_topics(rng: np.random.Generator, count: int) -> _Texts:
    weights = 0.2 + rng.random((1, len(TOPICS)))
    return _draw_signatures(rng, TOPICS, weights, np.zeros(count, int), _TOPIC_NUMBER_SHARES)


def _draw_texts(
    rng: np.random.Generator, category: _Ints, language: _Ints
) -> tuple[list[str], list[str]]:
    """Draw titles, numbered from 1, and summaries, of which each speaks of its title's theme."""
    patterns = _texts(_TITLES)[language]
    kinds = _texts(_KINDS)[category, language]
    forms = _texts(_FORMS)[_pick(rng, np.ones(len(_FORMS)), len(language)), language]
    themes = _texts(_THEMES)[_pick(rng, np.ones(len(_THEMES)), len(language)), language]
    sentences = _texts(_SENTENCES)[_pick(rng, _SUMMARY_SHARES, len(language)), language]
    titles = map(str.format, patterns, kinds, range(1, len(language) + 1), forms, themes)
    return [*titles], [*map(str.format, sentences, themes)]


def _draw_signatures(
    rng: np.random.Generator,
    names: Sequence[str],
    weights: _Floats,
    row: _Ints,
    number_shares: Sequence[float],
) -> _Texts:
    """Draw distinct names for each entry of ``row``, the row of ``weights`` it draws from.

    ``number_shares`` tells how often no name is drawn, one, two, …; a name drawn twice stays once.
    """
    most, base = len(number_shares) - 1, len(names) + 1
    numbers = _pick(rng, number_shares, len(row))
    picks = 1 + _draw(rng, weights, np.repeat(row[:, None], most, axis=1))
    picks[np.arange(most) >= numbers[:, None]] = 0
    digits = base ** np.arange(most)
    found, entry = np.unique(picks @ digits, return_inverse=True)
    signatures = [
        SEPARATOR.join(dict.fromkeys(names[i - 1] for i in pick if i))
        for pick in (found[:, None] // digits % base).tolist()
    ]
    return _texts(signatures)[entry]


def _draw(rng: np.random.Generator, weights: _Floats, row: _Ints) -> _Ints:
    """Draw for each entry of ``row`` a column of that row of ``weights``."""
    bounds = np.cumsum(weights, axis=1)
    bounds = bounds / bounds[:, -1:] + np.arange(len(weights))[:, None]
    found = np.searchsorted(bounds.ravel(), row + rng.random(row.shape), side="right")
    columns: _Ints = found % weights.shape[1]
    return columns


def _pick(rng: np.random.Generator, weights: Sequence[float] | _Floats, count: int) -> _Ints:
    return _draw(rng, np.asarray([weights]), np.zeros(count, int))


def _months(days: _Days) -> _Ints:
    """Return how many months after the first of YEARS each day is."""
    since_1970: _Ints = days.astype("datetime64[M]").astype(np.int64)
    return since_1970 - 12 * (YEARS.start - 1970)


def _texts(words: Sequence[object]) -> _Texts:
    return np.array(words, dtype=object)
