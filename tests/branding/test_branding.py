"""Logo and font file of a brand: what is taken, and what is refused with its reason."""

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from siting.branding import font_stack, read_logo, read_typeface, web_font
from siting.errors import StudyError

FONTS = Path(mpl.get_data_path(), "fonts", "ttf")
SERIF = (FONTS / "DejaVuSerif.ttf").read_bytes()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def picture(kind, size=(30, 10)):
    stream = BytesIO()
    Image.new("RGB", size, "#123456").save(stream, format=kind)
    return stream.getvalue()


def bomb():
    """A picture of 60,000 x 60,000 dots in a few bytes."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def woff():
    font, stream = TTFont(BytesIO(SERIF)), BytesIO()
    font.flavor = "woff"
    font.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_logo_is_known_by_its_content(tmp_path, kind, media):
    file = tmp_path / "logo.svg"
    file.write_bytes(picture(kind))
    logo = read_logo(file)
    assert (logo.kind, logo.width, logo.height) == (media, 30, 10)
    assert logo.address.startswith(f"data:{media};base64,")


@pytest.mark.parametrize(
    "content", [SVG, b"", b"picture", picture("GIF"), picture("PNG")[:60], bomb(), SERIF],
    ids=["svg", "empty", "text", "gif", "cut off", "bomb", "font"],
)  # fmt: skip
def test_what_is_no_png_or_jpeg_is_no_logo(tmp_path, content):
    file = tmp_path / "logo.png"
    file.write_bytes(content)
    with pytest.raises(StudyError, match=r"brand\.logo: not a PNG or JPEG picture: .*logo\.png"):
        read_logo(file)


@pytest.mark.parametrize(
    "content",
    [b"", b"This is no font.\n", b"\0\1\0\0", SERIF[:100_000], SERIF[:12] + bytes(2000), woff(), picture("PNG")],
    ids=["empty", "text", "beginning", "cut off", "no tables", "woff", "picture"],
)
def test_what_is_no_ttf_or_otf_is_no_font(tmp_path, content):
    file = tmp_path / "house.ttf"
    file.write_bytes(content)
    with pytest.raises(StudyError, match=r"brand\.font_file: not a TTF or OTF font: .*house\.ttf"):
        read_typeface(file)


@pytest.mark.parametrize(
    ("read", "limit", "words"),
    [(read_logo, 1_000_000, r"brand\.logo: too large: .* 2\.5 MB; at most 1 MB are read"),
     (read_typeface, 5_000_000, r"brand\.font_file: too large: .* 6\.5 MB; at most 5 MB are read")],
)  # fmt: skip
def test_huge_files_are_refused_by_their_size(tmp_path, read, limit, words):
    file = tmp_path / "huge"
    with file.open("wb") as stream:
        os.truncate(stream.fileno(), limit + 1_500_000)
    with pytest.raises(StudyError, match=words):
        read(file)


@pytest.mark.parametrize("read", [read_logo, read_typeface])
@pytest.mark.parametrize("name", ["gone", "."])
def test_what_is_not_there_is_told(tmp_path, read, name):
    with pytest.raises(StudyError, match="no such file"):
        read(tmp_path / name)


def test_a_font_is_cut_down_to_the_letters_of_a_page():
    import base64

    typeface = read_typeface(FONTS / "DejaVuSerif.ttf")
    address = web_font(typeface, "Windsor 35 % \N{ROCKET}\u5de5\n")
    font = TTFont(BytesIO(base64.b64decode(address.split(",", 1)[1])))
    assert {chr(letter) for letter in font.getBestCmap()} == set("Windsor 35 %")
    assert address == web_font(typeface, set("35 % Windsor"))


def test_two_fonts_never_share_a_name():
    names = {read_typeface(file).name for file in (FONTS / "DejaVuSerif.ttf", FONTS / "DejaVuSerif-Bold.ttf")}
    assert len(names) == 2


@pytest.mark.parametrize(
    ("family", "stack"),
    [
        ("Georgia", "'Georgia'"),
        ('"; } body{display:none} <script>', "'bodydisplaynone script'"),
        ("x'); background:url(//example.org", "'x backgroundurlexample.org'"),
        ("a\\", "'a'"),
        ("\n</style>", "'style'"),
        ("\u6e38\u30b4\u30b7\u30c3\u30af", "'\u6e38\u30b4\u30b7\u30c3\u30af'"),
        ("", ""),
        ("'\"", ""),
    ],
)
def test_a_name_can_not_leave_its_quotation(family, stack):
    assert font_stack(family) == stack
