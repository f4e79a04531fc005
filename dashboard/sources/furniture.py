"""Lines that are no part of an entry: counters, controls, section heads, footers of feeds."""

import re

from dashboard.sources import vocabulary
from dashboard.text import fold

# No two parts below can match the same text in two ways, or long lines would take for ever.
_NUMBER = r"\d+(?:[\s.,'’]\d{3})*"
_RANGE = rf"{_NUMBER}(?:\s*[-–—]\s*{_NUMBER})?"
_TOTAL = rf"(?:out of|of|sur|de|/)\s*{_NUMBER}"
_COUNTED = r"(?:articles?|art[ií]culos?|results?|r[eé]sultats?|resultados?|pages?|p[aá]ginas?)"
_ATOMS = (
    rf"{_COUNTED}\s*(?::\s*)?{_RANGE}(?:\s*{_TOTAL})?",
    rf"(?:showing\s+)?{_RANGE}\s*{_TOTAL}",
    r"\d+\s+(?:new|nouveaux?|nouvelles?|nuev[oa]s?)(?:\s+art[ií]c[a-z]*)?",
    r"(?:show|hide)\s+(?:the\s+)?map",
    r"(?:afficher|montrer|masquer|cacher)\s+la\s+carte",
    r"(?:mostrar|ver|ocultar)\s+(?:el\s+)?mapa",
    r"rss(?:\s+feed)?",
    r"(?:loading|chargement|cargando)(?:\s+(?:the\s+|du\s+)?(?:form|map|formulaire|formulario))?"
    r"(?:\s*[.…])*",
)
_ATOM = rf"(?:{'|'.join(_ATOMS)})"
_CONTROLS = re.compile(rf"{_ATOM}(?:[|·•,/\s]*(?<!\w){_ATOM})*", re.IGNORECASE)
_PAGES = re.compile(
    r"(?:(?:pages?|previous|next|first|last|older|newer|pr[eé]c[eé]dente?|suivante?|anterior"
    r"|siguiente)\b:?|\d+\b|[«»‹›<>\[\].,…|\s])+",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:(?:next|previous)(?: page)?|older|newer|back|(?:back to )?top|up|print|filter|reset|map"
    r"|share(?: this page)?|(?:advanced )?search|more(?: news)?|(?:see|show|load) more"
    r"|(?:(?:view|see) )?all"
    r"|(?:page )?(?:suivante?|precedente?)|haut de page|imprimer|partager|rechercher"
    r"|siguiente|anterior|arriba|imprimir|compartir|buscar)"
)
_READ_MORE_WORDS = (
    r"(?:read\s+more|lire\s+(?:la\s+suite|plus)|en\s+savoir\s+plus|(?:leer|ver)\s+m[aá]s)"
)
_READ_MORE = re.compile(rf"[\[(]?\s*{_READ_MORE_WORDS}[\s.…»>]*[\])]?", re.IGNORECASE)
_MORE_AT_END = re.compile(
    rf"(?:\[\s*{_READ_MORE_WORDS}[\s.…]*\]|\b{_READ_MORE_WORDS}\s*(?:\.{{2,}}|…))\s*$",
    re.IGNORECASE,
)
_NEWS = (
    re.compile(r"(?:latest )?news (?:on|about|from) (?:the )?(.+)", re.IGNORECASE),
    re.compile(r"(?:latest )?(.+?) news", re.IGNORECASE),
    re.compile(
        r"(?:actualités?|nouvelles) (?:sur |des? |du |:\s*)?(?:les? |la )?(.+)", re.IGNORECASE
    ),
    re.compile(r"noticias (?:sobre |de )?(?:los? |las? |el )?(.+)", re.IGNORECASE),
)
_LATEST = re.compile(
    r"^(?:(?:the|most|latest|recent|other|all|more|our|upcoming|past"
    r"|les|dernieres?|derniers?|toutes|l[ao]s|ultim[oa]s)\s)+"
)
_HEADS = re.compile(
    r"(?:news|articles|publications|reports|campaigns|actions|activities|documents|what s new"
    r"|actualites?|nouvelles|rapports|campagnes|noticias|articulos|publicaciones|informes|campanas)"
)
_SENTENCE = re.compile(r"[.!…][\])»”’\"']*$")
# Long words only: what ends in a full stop within a name ("Mr. Sample") is short.
_NEXT_SENTENCE = re.compile(r"(?:[^\W\d_]{4}|\d)[.!?…] +[\W_]*[^\W\d_a-z]")
# What WordPress (Yoast) writes under each entry of a feed, in the translations that sites have.
_ORIGINS = (
    r"The post\s.+\sappeared first on",
    r"(?:L['’]|Cet )article\s.+\sest apparu en premier sur",
    r"La entrada\s.+\s(?:se publicó|apareció|aparece) primero en",
    r"O (?:post|artigo|conteúdo)\s.+\saparece(?:u)? primeiro em",
    r"L['’]articolo\s.+\s(?:proviene da|sembra essere il primo su)",
    r"Der Beitrag\s.+\serschien zuerst auf",
    r"Het bericht\s.+\sverscheen eerst op",
    r"(?:Запись|Сообщение)\s.+\s(?:впервые появил(?:ась|ось)|появил(?:ись|ось) сначала)",
    r"(?:المقالة|التدوينة)\s.+\sظهرت أول(?:اً|ًا|ا) على",
)
# A name without the end of a sentence: what goes on behind one is text.
_SITE = r"(?:[^.!?\n]|[.!?](?=\S)){1,150}[.!?]?\s*"
_FOOTER = re.compile(rf"(?:^|(?<=[.!?…\])»”])\s+)(?:{'|'.join(_ORIGINS)})\s{_SITE}\Z", re.MULTILINE)
_CHINESE_FOOTER = re.compile(r"[》〉」]?\s*(?:最先出现在|這篇文章最早發佈於).+\Z")
_LONGEST_FOOTER = 1000
_LONGEST_HEAD = 60
_LONGEST_NEWS = 5
_LONGEST_CONTROL = 120


def is_control(text: str) -> bool:
    """Whether a line is a counter, a button, a page number or a sign that something loads."""
    if len(text) > _LONGEST_CONTROL:
        return False
    return _is_pages(text) or _CONTROLS.fullmatch(text) is not None


def is_topic(text: str) -> bool:
    """Whether a line is nothing but a known topic."""
    return vocabulary.topics().find(text) is not None


def is_head(text: str) -> bool:
    """Whether a line is worded like the head of a section, or like a button.

    A title may be worded so as well: what stands under the line decides.
    """
    folded = fold(text)
    bare = _LATEST.sub("", folded)
    if not bare or _BUTTONS.fullmatch(folded) or _HEADS.fullmatch(bare):
        return True
    if is_topic(bare) or vocabulary.categories().find(bare) is not None:
        return True
    return len(text.split()) <= _LONGEST_NEWS and is_news_head(text)


def is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do and titles rarely."""
    return _SENTENCE.search(text) is not None


def is_lead(text: str) -> bool:
    """Whether a line is of two sentences or more."""
    return is_sentence(text) and _NEXT_SENTENCE.search(text) is not None


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
    """Return a paragraph without the "[Read more…]" or "read more ..." that it ends in."""
    return _MORE_AT_END.sub("", text).strip()


def without_footer(text: str, title: str) -> str:
    """Return the text of an entry without a last line that says on which site it appeared first.

    The name of the site tells nothing of the article: "appeared first on Defenders Kenya". In
    Chinese such a line begins with the title itself.
    """
    if found := _FOOTER.search(text, max(0, len(text) - _LONGEST_FOOTER)):
        return text[: found.start()].rstrip()
    above, _, last = text.rpartition("\n")
    begin, _, rest = last.partition(title) if title else (last, "", "")
    is_footer = begin in {"", "《", "〈", "「"} and _CHINESE_FOOTER.match(rest)
    return above.rstrip() if is_footer else text


def _subjects(text: str) -> list[str]:
    if len(text) > _LONGEST_CONTROL:
        return []
    return [found[1] for pattern in _NEWS if (found := pattern.fullmatch(text))]


def _is_pages(text: str) -> bool:
    return _PAGES.fullmatch(text) is not None and len(text.split()) > 1
