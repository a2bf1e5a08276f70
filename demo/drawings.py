"""Pictures for guidance and posts, drawn by this file: calm, abstract, and the same each time.

`draw("pitch")` gives a PNG of 1600 by 900 pixels. Everything is drawn at twice the size and
made smaller, which is how Pillow's straight lines lose their steps.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import fontpkg_public_sans
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, SCALE = 1600, 900, 2

# The day tones of hub/static/hub/css/tokens.css; a picture cannot follow the night.
PAPER, SUNKEN, INK, MUTED = "#fbfaf7", "#f3f0e9", "#1f1b24", "#8b8579"
TEAL, INDIGO, GREEN, PLUM, OCHRE, SLATE = "#0b5d5b", "#3a489c", "#2b6a36", "#7b2b62", "#c98a2b", "#475563"
COLOURS = (TEAL, OCHRE, PLUM, GREEN, INDIGO, SLATE)

Canvas = ImageDraw.ImageDraw


def draw(key: str) -> bytes:
    """Give the picture of this name as PNG. Raises KeyError for one nobody drew."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    (DRAWINGS | DRAWINGS_ON_POSTS)[key](_Pen(image))
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    file = BytesIO()
    small.quantize(128).save(file, "PNG")
    return file.getvalue()


class _Pen:
    """Draws in units of the finished picture."""

    def __init__(self, image: Image.Image) -> None:
        self.image = image
        self.canvas: Canvas = ImageDraw.Draw(image, "RGBA")

    def box(self, left: float, top: float, right: float, bottom: float, **style) -> None:
        self.canvas.rectangle(_up(left, top, right, bottom), **_wide(style))

    def disc(self, x: float, y: float, radius: float, **style) -> None:
        self.canvas.ellipse(_up(x - radius, y - radius, x + radius, y + radius), **_wide(style))

    def shape(self, points: Sequence[tuple[float, float]], **style) -> None:
        self.canvas.polygon([(x * SCALE, y * SCALE) for x, y in points], **_wide(style))

    def line(self, points: Sequence[tuple[float, float]], **style) -> None:
        self.canvas.line([(x * SCALE, y * SCALE) for x, y in points], joint="curve", **_wide(style))

    def words(self, x: float, y: float, text: str, size: int, *, bold: bool = False, **style) -> None:
        self.canvas.text((x * SCALE, y * SCALE), text, font=_font(size, bold), **{"fill": INK} | style)


def _up(*numbers: float) -> list[float]:
    return [number * SCALE for number in numbers]


def _wide(style: dict) -> dict:
    return style | {"width": style["width"] * SCALE} if "width" in style else style


def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    path = Path(fontpkg_public_sans.__file__).parent / "files" / "PublicSans[wght].ttf"
    font = ImageFont.truetype(str(path), size * SCALE)
    font.set_variation_by_axes([700 if bold else 450])
    return font


def _clear(colour: str, opacity: int) -> tuple[int, int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue, opacity


# Drawings


def _pitch(pen: _Pen) -> None:
    for stripe in range(8):
        pen.box(stripe * 200, 0, stripe * 200 + 200, 900, fill="#dfe9db" if stripe % 2 else "#d5e3d1")
    chalk = {"outline": PAPER, "width": 8}
    pen.box(80, 70, 1520, 830, **chalk)
    pen.line([(800, 70), (800, 830)], fill=PAPER, width=8)
    pen.disc(800, 450, 170, **chalk)
    for left, right in ((80, 300), (1300, 1520)):
        pen.box(left, 240, right, 660, **chalk)
    places = [(690, 300), (910, 330), (640, 480), (960, 520), (730, 620), (870, 600)]
    for (x, y), colour in zip(places, COLOURS, strict=True):
        pen.line([(x, y), (800, 450)], fill=_clear(colour, 120), width=5)
        pen.disc(x, y, 46, fill=colour)
    pen.disc(800, 450, 26, fill=PAPER, outline=INK, width=5)


def _mosaic(pen: _Pen) -> None:
    chance = random.Random("mosaic")
    pen.box(0, 0, WIDTH, HEIGHT, fill=SUNKEN)
    size, gap = 46, 6
    for column in range(WIDTH // size + 1):
        for row in range(HEIGHT // size + 1):
            x, y = column * size, row * size
            wave = 640 - 380 * (x / WIDTH) ** 1.3 + 60 * math.sin(x / 170)
            distance = abs(y - wave)
            if distance < 150:
                colour = _clear(chance.choice(COLOURS), 255 - int(distance * 0.7))
            else:
                colour = _clear(MUTED, chance.randint(18, 44))
            lean = chance.uniform(-3, 3)
            pen.shape(
                [
                    (x + gap, y + gap + lean),
                    (x + size, y + gap),
                    (x + size - lean, y + size),
                    (x + gap, y + size),
                ],
                fill=colour,
            )


def _terraces(pen: _Pen) -> None:
    pen.box(0, 0, WIDTH, HEIGHT, fill="#eef1ef")
    pen.disc(1290, 200, 90, fill=_clear(OCHRE, 150))
    walls = (
        _clear(PLUM, 200),
        _clear(OCHRE, 210),
        _clear(TEAL, 215),
        _clear(SLATE, 210),
        _clear(INDIGO, 200),
    )
    outline = [(60.0, 720.0)]
    for house, colour in enumerate(walls):
        left, right = 60 + house * 170, 230 + house * 170
        roof = 400 - (house % 2) * 30
        gable = [(left, roof + 70), ((left + right) / 2, roof), (right, roof + 70)]
        pen.shape([(left, 720), *gable, (right, 720)], fill=colour)
        pen.box(left + 28, roof + 120, left + 72, roof + 180, fill=PAPER)
        pen.box(left + 98, roof + 120, left + 142, roof + 180, fill=PAPER)
        pen.box(left + 62, 620, left + 108, 720, fill=_clear(INK, 190))
        outline += gable
    for bay in range(4):
        left = 930 + bay * 155
        pen.shape([(left, 720), (left, 400), (left + 155, 500), (left + 155, 720)], fill=_clear(SLATE, 225))
        pen.shape(
            [(left + 12, 440), (left + 12, 500), (left + 143, 570), (left + 143, 525)],
            fill=_clear(OCHRE, 200),
        )
        outline += [(left, 500.0), (left, 400.0), (left + 155, 500.0)]
    pen.line([*outline, (1550, 720)], fill=INK, width=6)
    pen.box(0, 720, WIDTH, HEIGHT, fill="#d9d5ca")
    pen.line([(0, 810), (WIDTH, 810)], fill=PAPER, width=8)


def _paper_birds(pen: _Pen) -> None:
    chance = random.Random("birds")
    pen.box(0, 0, WIDTH, HEIGHT, fill="#edf2f4")
    for window in range(8):
        left = 60 + window * 190
        pen.box(left, 700, left + 150, 900, fill="#d5dde1", outline=PAPER, width=10)
        pen.line([(left + 75, 700), (left + 75, 900)], fill=PAPER, width=8)
    for bird in range(19):
        x = 130 + bird * 74 + chance.uniform(-18, 18)
        y = 560 - bird * 22 + 90 * math.sin(bird / 2.1) + chance.uniform(-20, 20)
        size = chance.uniform(34, 58)
        colour = COLOURS[bird % len(COLOURS)]
        pen.shape([(x - size, y), (x, y - size * 0.35), (x + size * 0.2, y + size * 0.45)], fill=colour)
        wing = [(x, y - size * 0.35), (x + size * 1.2, y - size * 0.9), (x + size * 0.2, y + size * 0.45)]
        pen.shape(wing, fill=_clear(colour, 160))


def _paper_shapes(pen: _Pen) -> None:
    pen.box(0, 0, WIDTH, HEIGHT, fill=SUNKEN)
    pen.disc(560, 430, 270, fill=_clear(TEAL, 170))
    pen.disc(910, 500, 250, fill=_clear(OCHRE, 170))
    pen.shape([(700, 120), (1180, 240), (1010, 640), (640, 560)], fill=_clear(PLUM, 130))
    pen.shape([(1060, 330), (1420, 290), (1380, 700), (1090, 720)], fill=_clear(INDIGO, 140))
    pen.shape([(180, 520), (520, 400), (690, 800), (260, 790)], fill=_clear(GREEN, 150))


def _threads(pen: _Pen) -> None:
    for colour, turn in ((TEAL, 0.0), (OCHRE, math.pi)):
        for strand in range(-6, 7):
            points = []
            for step in range(161):
                x = step * 10
                spread = 0.4 + 1.6 * step / 160
                y = 450 + (170 - 60 * step / 160) * math.sin(step / 13 + turn) + strand * 6 * spread
                points.append((x, y))
            pen.line(points, fill=_clear(colour, 190), width=5)


def _pizza_box(pen: _Pen) -> None:
    pen.box(0, 0, WIDTH, HEIGHT, fill="#e9e2d3")
    pen.box(180, 60, 1420, 850, fill="#d9b98a", outline="#b08d57", width=10)
    pen.words(240, 100, "Last week of August", 54, bold=True)
    pen.words(240, 172, "who batted with whom", 38)
    chance = random.Random("pizza")
    for row in range(6):
        for column in range(9):
            x, y = 300 + column * 128, 290 + row * 92
            first, second = chance.sample(COLOURS, 2)
            pen.line([(x - 22, y), (x + 22, y)], fill=INK, width=5)
            pen.disc(x - 24, y, 20, fill=first)
            pen.disc(x + 24, y, 20, fill=second)
    pen.disc(1290, 190, 70, fill=_clear("#b5532a", 70))


# Charts. Their words and figures also stand in the page, as a table or in the alternative text.


def _title(pen: _Pen, text: str) -> None:
    pen.words(110, 80, text, 44, bold=True)


def _bar(pen: _Pen, top: int, label: str, percent: float, shown: str, colour: str) -> None:
    left, full = 560, 820
    pen.words(530, top + 42, label, 34, anchor="rm")
    pen.box(left, top, left + full, top + 84, fill=SUNKEN)
    pen.box(left, top, left + full * percent / 100, top + 84, fill=colour)
    pen.words(left + full * percent / 100 + 18, top + 42, shown, 38, bold=True, anchor="lm")


def _chart_young_people(pen: _Pen) -> None:
    _title(pen, "Young people who took part")
    _bar(pen, 300, "Better able to", 92.5, "90–95%", TEAL)
    pen.words(530, 392, "recognise prejudice", 34, anchor="rm")
    _bar(pen, 540, "The rest", 7.5, "5–10%", MUTED)


def _chart_investing(pen: _Pen) -> None:
    _title(pen, "Areas that had invested in cohesion, and others")
    pen.words(110, 200, "Volunteered in the past month", 36, bold=True)
    _bar(pen, 250, "Investing areas", 24, "24%", TEAL)
    _bar(pen, 350, "Elsewhere", 8, "8%", MUTED)
    pen.words(110, 510, "Optimistic about the future", 36, bold=True)
    _bar(pen, 560, "Investing areas", 54, "54%", TEAL)
    _bar(pen, 660, "Elsewhere", 48, "48%", MUTED)


def _chart_names(pen: _Pen) -> None:
    _title(pen, "Knew most of the others by name, of 22")
    for left, count, label, colour in ((430, 4, "Before", MUTED), (930, 15, "After 14 weeks", TEAL)):
        for dot in range(22):
            x, y = left + (dot % 4) * 76, 690 - (dot // 4) * 84
            if dot < count:
                pen.disc(x, y, 30, fill=colour)
            else:
                pen.disc(x, y, 28, outline=MUTED, width=3)
        pen.words(left + 114, 775, label, 36, anchor="mm")
        pen.words(left + 114, 200, str(count), 64, bold=True, anchor="mm")


DRAWINGS: dict[str, Callable[[_Pen], None]] = {
    "pitch": _pitch,
    "mosaic": _mosaic,
    "terraces": _terraces,
    "paper-birds": _paper_birds,
    "paper-shapes": _paper_shapes,
    "threads": _threads,
    "chart-young-people": _chart_young_people,
    "chart-investing": _chart_investing,
    "chart-names": _chart_names,
}
#: What people put on their posts; no page of guidance shows it.
DRAWINGS_ON_POSTS: dict[str, Callable[[_Pen], None]] = {"pizza-box": _pizza_box}
