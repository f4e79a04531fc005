"""Lines of a listing page that are no part of an entry: counters, controls, section heads."""

import re

from dashboard.sources import vocabulary

_COUNTER = re.compile(
    r"(?:articles?|art[ií]culos?|results?|r[eé]sultats?|resultados?)\s*:?\s*\d[\d\s.,'’]*"
    r"(?:[-–—]\s*\d[\d\s.,'’]*)?(?:(?:out of|of|sur|de)\s*\d[\d\s.,'’]*)?",
    re.IGNORECASE,
)
_NEW = re.compile(r"\d+\s+(?:new|nouveaux?|nouvelles?|nuev[oa]s?)(?:\s+art[ií]c[a-z]*)?", re.I)
_CONTROLS = re.compile(
    r"(?=.*\w)(?:(?:show|hide)\s+(?:the\s+)?map|(?:afficher|montrer|masquer|cacher)\s+la\s+carte"
    r"|(?:mostrar|ver|ocultar)\s+(?:el\s+)?mapa|rss|[|·•,/\s])+",
    re.IGNORECASE,
)
_LOADING = re.compile(
    r"(?:(?:loading(?:\s+form)?|chargement(?:\s+du\s+formulaire)?|cargando(?:\s+formulario)?)"
    r"[\s.…]*)+",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"(?:(?:previous|next|first|last|pr[eé]c[eé]dente?|suivante?|anterior|siguiente)\b|\d+\b"
    r"|[«»‹›<>.…|\s])+",
    re.IGNORECASE,
)
_READ_MORE_WORDS = (
    r"(?:read\s+more|lire\s+(?:la\s+suite|plus)|en\s+savoir\s+plus|(?:leer|ver)\s+m[aá]s)"
)
_READ_MORE = re.compile(rf"[\[(]?\s*{_READ_MORE_WORDS}[\s.…»>]*[\])]?", re.IGNORECASE)
_MORE_AT_END = re.compile(rf"\[\s*{_READ_MORE_WORDS}[\s.…]*\]\s*$", re.IGNORECASE)
_NEWS = (
    re.compile(r"news (?:on|about) (?:the )?(.+)", re.IGNORECASE),
    re.compile(r"(?:latest )?(.+?) news", re.IGNORECASE),
    re.compile(
        r"(?:actualités?|nouvelles) (?:sur |des? |du |:\s*)?(?:les? |la )?(.+)", re.IGNORECASE
    ),
    re.compile(r"noticias (?:sobre |de )?(?:los? |las? |el )?(.+)", re.IGNORECASE),
)
_LONGEST_HEAD = 60
_LONGEST_CONTROL = 120


def is_control(text: str) -> bool:
    """Whether a line is a counter, a button, a page number or a sign that something loads."""
    if len(text) > _LONGEST_CONTROL:
        return False
    patterns = (_COUNTER, _NEW, _CONTROLS, _LOADING)
    return _is_pages(text) or any(pattern.fullmatch(text) for pattern in patterns)


def is_topic(text: str) -> bool:
    """Whether a line is nothing but a known topic."""
    return vocabulary.topics().find(text) is not None


def is_section_head(text: str) -> bool:
    """Whether a line is a known topic with "news" around it."""
    return any(vocabulary.topics().covers(subject) for subject in _subjects(text))


def is_news_head(text: str) -> bool:
    """Whether a line is worded as the head of a section of news, on whatever topic."""
    return may_be_section_head(text) and bool(_subjects(text))


def may_be_section_head(text: str) -> bool:
    """Whether a line could be a section head, when what stands around it says so too."""
    return len(text) <= _LONGEST_HEAD and ":" not in text and not text.endswith((".", "!", "?"))


def is_read_more(text: str) -> bool:
    """Whether a line is nothing but "read more"."""
    return _READ_MORE.fullmatch(text) is not None


def without_read_more(text: str) -> str:
    """Return a paragraph without the "[Read more…]" that introductions end in."""
    return _MORE_AT_END.sub("", text).strip()


def _subjects(text: str) -> list[str]:
    if len(text) > _LONGEST_CONTROL:
        return []
    return [found[1] for pattern in _NEWS if (found := pattern.fullmatch(text))]


def _is_pages(text: str) -> bool:
    return _PAGES.fullmatch(text) is not None and len(text.split()) > 1
