"""What a brand brings along as files, checked before anything is drawn: its logo, and its font."""

from siting.branding.logo import Logo, read_logo
from siting.branding.typeface import Typeface, font_stack, read_typeface, web_font

__all__ = ["Logo", "Typeface", "font_stack", "read_logo", "read_typeface", "web_font"]
