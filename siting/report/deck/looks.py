"""How the parts of native charts look: fills, lines, axes, legends."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.util import Pt

from siting.charts.style import GREY, INK, Look

__all__ = ["colour", "fill", "hide", "label", "legend", "plain_axes", "share_axis", "text"]

_PATTERNS = {
    "//": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "..": MSO_PATTERN.PERCENT_20,
    "xx": MSO_PATTERN.DIAGONAL_CROSS,
    "--": MSO_PATTERN.NARROW_HORIZONTAL,
    "++": MSO_PATTERN.CROSS,
}


_parse: Any = RGBColor.from_string


def colour(code: str) -> Any:
    """Return a colour from ``#RRGGBB``."""
    return _parse(code.lstrip("#").upper())


def fill(part: Any, look: Look, *, light: float = 0.0) -> None:
    """Fill a series or a point; `light` (0..1) mixes it with white."""
    paint = part.format.fill
    shade = _mixed(look.colour, light)
    if look.hatch:
        paint.patterned()
        paint.pattern = _PATTERNS[look.hatch]
        paint.fore_color.rgb, paint.back_color.rgb = colour("#FFFFFF"), shade
    else:
        paint.solid()
        paint.fore_color.rgb = shade
    part.format.line.color.rgb = colour("#FFFFFF")


def _mixed(code: str, light: float) -> Any:
    return _parse("".join(f"{round(part + light * (255 - part)):02X}" for part in colour(code)))


def hide(part: Any) -> None:
    """Leave a series unfilled: it only carries what stands on it."""
    part.format.fill.background()
    part.format.line.fill.background()


def text(font: Any, *, size: float, shade: str = INK, bold: bool = False) -> None:
    """Set size, colour and weight of a text."""
    font.size, font.bold = Pt(size), bold
    font.color.rgb = colour(shade)


def label(point: Any, words: str, *, position: XL_LABEL_POSITION, size: float, shade: str = INK) -> None:
    """Write words at a point of a series."""
    mark = point.data_label
    frame = mark.text_frame
    frame.text = words
    frame.word_wrap = False
    text(frame.paragraphs[0].runs[0].font, size=size, shade=shade)
    mark.position = position


def legend(chart: Any, *, size: float) -> None:
    """Show which colour is which, below the drawing."""
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    text(chart.legend.font, size=size)


def plain_axes(chart: Any, *, size: float) -> None:
    """Set up a bar chart that is read from top to bottom, its numbers at the bars instead of on an axis."""
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = colour(GREY)
    text(names.tick_labels.font, size=size)
    values.visible = False
    values.has_major_gridlines = False
    chart.has_title = False
    chart.font.size = Pt(size)


def share_axis(chart: Any, *, beyond: float, size: float) -> None:
    """Show the numbers of a bar chart on an axis from 0 % to 100 % below it, with room for words beyond."""
    values = chart.value_axis
    values.visible = True
    values.minimum_scale, values.maximum_scale, values.major_unit = 0.0, 1.0 + beyond, 0.2
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "[<=1.001]0 %;;", False
    text(values.tick_labels.font, size=size, shade=GREY)
