"""Draws a report's picture: ``python -m bot.chart`` reads what to draw as JSON and writes a PNG.

A process of its own, so that neither the imaging library nor the picture stays in the desk's memory (pictures.py).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
WIDTH, MARGIN, HEAD, ROW, BARS = 1280, 56, 150, 330, 190
"""Pixels: the picture's width and margin, the height of its head, of a row and of the bars in it."""
AXIS = 64
"""Room at the left for the numbers of the axis."""
WIDEST = 110
PAPER, INK, PALE, GRID = "#ffffff", "#1f2a33", "#6b7780", "#e3e8ec"
ON_TIME, LATE = "#2a9d8f", "#d1495b"


def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")), size)


def draw(spec: dict[str, Any]) -> Image.Image:
    """The whole picture; ``spec`` is what the view made of the report's facts."""
    rows = spec["rows"]
    image = Image.new("RGB", (WIDTH, HEAD + ROW * len(rows)), PAPER)
    pen = ImageDraw.Draw(image)
    pen.text((MARGIN, 44), spec["title"], INK, font(34, bold=True), anchor="lt")
    left = MARGIN
    for name, colour in ((spec["on_time"], ON_TIME), (spec["late"], LATE)):
        pen.rectangle((left, 105, left + 22, 127), colour)
        pen.text((left + 32, 116), name, INK, font(22), anchor="lm")
        left += 32 + round(pen.textlength(name, font(22))) + 40
    for number, row in enumerate(rows):
        _row(pen, row, HEAD + ROW * number)
    return image


def _row(pen: ImageDraw.ImageDraw, row: dict[str, Any], top: int) -> None:
    """One clock: its name, the share that was met, a bar for each week."""
    pen.text((MARGIN, top + 20), row["title"], INK, font(26, bold=True), anchor="lm")
    pen.text((WIDTH - MARGIN, top + 20), row["share"], PALE, font(22), anchor="rm")
    bars = row["bars"]
    ceiling = max(1, *(on_time + late for _, on_time, late in bars))
    floor, left, right = top + 74 + BARS, MARGIN + AXIS, WIDTH - MARGIN
    for mark in sorted({0, ceiling // 2, ceiling}):
        y = floor - BARS * mark / ceiling
        pen.line((left, y, right, y), GRID if mark else PALE, 2)
        pen.text((left - 14, y), str(mark), PALE, font(20), anchor="rm")
    step = (right - left) / len(bars)
    labels = font(20)
    needed = max(pen.textlength(label, labels) for label, _, _ in bars) + 16
    every = max(1, -(-round(needed) // max(1, round(step))))
    half = min(WIDEST, step * 0.62) / 2
    for number, (label, on_time, late) in enumerate(bars):
        middle = left + step * (number + 0.5)
        edge = _part(pen, middle, half, floor, on_time, ceiling, ON_TIME)
        edge = _part(pen, middle, half, edge, late, ceiling, LATE)
        if on_time + late and half >= 12:
            pen.text(
                (middle, edge - 8), str(on_time + late), INK, font(20), anchor="mb", stroke_width=4, stroke_fill=PAPER
            )
        if number % every == 0:
            pen.text((middle, floor + 12), label, PALE, labels, anchor="mt")


def _part(
    pen: ImageDraw.ImageDraw, middle: float, half: float, floor: float, count: int, ceiling: int, colour: str
) -> float:
    """A part of a bar with its number in it where that fits; returns its upper edge."""
    if not count:
        return floor
    edge = floor - BARS * count / ceiling
    pen.rectangle((middle - half, edge, middle + half, floor - 1), colour)
    if floor - edge >= 28 and half >= 16:
        pen.text((middle, (edge + floor) / 2), str(count), PAPER, font(20, bold=True), anchor="mm")
    return edge


if __name__ == "__main__":
    draw(json.load(sys.stdin)).save(sys.stdout.buffer, "PNG", optimize=True)
