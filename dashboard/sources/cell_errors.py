"""Errors of spreadsheets, which stand as text in the cells of workbooks and of CSV."""

import pyarrow as pa
import pyarrow.compute as pc

# ECMA-376, part 1, 18.17.3 and those that Excel and Google Sheets have added; in other languages
# as HyperFormula (src/i18n/languages) has them, and with what Excel writes for #NULL!.
_SHOWN = {
    "en": (
        "#DIV/0! #N/A #NAME? #NULL! #NUM! #REF! #VALUE! #GETTING_DATA "
        "#SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #BUSY! #UNKNOWN! #ERROR!"
    ),
    "de": "#NV #ZAHL! #BEZUG! #ÜBERLAUF! #WERT!",
    "es": "#¡DIV/0! #N/D #¿NOMBRE? #NOMBRE? #¡NULO! #¡NUM! #¡REF! #¡DESBORDAMIENTO! #¡VALOR!",
    "fr": "#NOM? #NUL! #NOMBRE! #PROPAGATION! #VALEUR!",
    "it": "#NOME? #NULLO! #RIF! #ESPANSIONE! #VALORE!",
    "nl": "#DELING.DOOR.0! #DEEL/0! #N/B #NAAM? #LEEG! #GETAL! #VERW! #OVERLOOP! #WAARDE!",
    "pt": "#NULO! #NÚM! #TRANSPOSIÇÃO! #VALOR!",
    "ru": "#ДЕЛ/0! #Н/Д #ИМЯ? #ПУСТО! #ЧИСЛО! #ССЫЛКА! #ПЕРЕНОС! #ЗНАЧ!",
}
_ERRORS = pa.array([error for shown in _SHOWN.values() for error in shown.split()])
_EMPTY = pa.scalar("")


def parted(cells: pa.Array) -> tuple[pa.Array, pa.Array | None]:
    """Return cells without their errors, and the errors, null elsewhere; None if there are none."""
    if not pc.any(pc.starts_with(cells, "#")).as_py():
        return cells, None
    errors = pc.is_in(cells, _ERRORS)
    if not pc.any(errors).as_py():
        return cells, None
    return pc.if_else(errors, _EMPTY, cells), pc.if_else(errors, cells, None)
