"""How different two colours look, to readers of every kind of colour vision.

Colour vision deficiencies are simulated with the matrices for full severity of G. M. Machado,
M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color
Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009; they
apply to linear sRGB. The difference is ΔE*ab of CIE 1976 under D65: about 2.3 can just be noticed
side by side (M. Mahy, L. Van Eycken and A. Oosterlinck, 1994).
"""

import math
from collections.abc import Sequence

Matrix = Sequence[Sequence[float]]

VISION: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Linear sRGB to XYZ (IEC 61966-2-1), and the white point D65.
_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def difference(one: str, other: str, vision: str) -> float:
    """Return ΔE*ab of two colours, written ``#rrggbb``, for a kind of vision."""
    return math.dist(lab(one, vision), lab(other, vision))


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """Return a colour in CIELAB as it looks to a kind of vision; the first number is lightness."""
    seen = _times(VISION[vision], [_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)])
    xyz = _times(_XYZ, [min(max(part, 0.0), 1.0) for part in seen])
    x, y, z = (_response(part / white) for part, white in zip(xyz, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _response(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
