"""Bytes become text, and what was decided on the way is said."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading import encodings
from iranaz_utils.reading.encodings import decode, encoding_of, repaired, sound

RUSSIAN = "Министры двух стран встретились у реки и открыли новый мост. Дорога через границу снова свободна для всех."
TURKISH = "İki ülkenin bakanları nehir kıyısında buluştu ve yeni köprüyü açtı. Sınır yolu artık herkese açık."
ARABIC = "التقى وزراء البلدين عند النهر وافتتحوا الجسر الجديد. الطريق عبر الحدود مفتوح للجميع مرة أخرى."
FRENCH = "Les ministres des deux pays se sont rencontrés près du fleuve et ont inauguré le nouveau pont."
ENGLISH = "The ministers met at the river — “the road is open,” they said. It’s a new bridge."


# --- a toy


def test_plain_text_needs_no_note():
    assert decode("Bakı".encode()) == ("Bakı", None)
    assert decode("Bakı".encode("utf-8-sig")) == ("Bakı", None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (TURKISH, "cp1254"),
        (TURKISH, "iso8859_9"),
        (ARABIC, "cp1256"),
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
        *((text, encoding) for text in (RUSSIAN, ENGLISH, ARABIC) for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")),
    ],
)
def test_an_old_encoding_is_told_from_the_letters_and_named(text, encoding):
    read, note = decode(text.encode(encoding))
    assert read == text
    assert note.startswith(("not UTF-8; taken for", "encoded in"))
    assert encoding_of(io.BytesIO(text.encode(encoding)))[0] in note


@pytest.mark.parametrize("part", [0.2, 0.4, 1])
@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_a_short_text_is_enough(part, encoding):
    text = RUSSIAN[: int(len(RUSSIAN) * part)]
    assert decode(text.encode(encoding))[0] == text


# --- laws


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_text_in_utf_8_comes_back_as_it_was(text):
    read, note = decode(text.encode("utf-8"))
    assert note is not None or read == text  # a repair is always told


@given(st.binary(max_size=300))
def test_any_bytes_are_text_that_can_be_written_or_an_error(data):
    try:
        text, _ = decode(data)
    except ValueError:
        return
    assert "\0" not in text
    assert text.encode("utf-8").decode("utf-8") == text


@given(st.text(st.characters(), max_size=100))
def test_what_is_sound_stays_so(text):
    assert sound(sound(text)) == sound(text)


# --- feared mistakes


def test_a_declared_encoding_is_believed_where_the_bytes_keep_to_it():
    assert decode("Łódź".encode("cp1250"), declared="windows-1250")[0] == "Łódź"
    assert decode("Bakı".encode(), declared="windows-1251") == ("Bakı", None)
    assert decode(RUSSIAN.encode("cp1251"), declared="no-such-code")[0] == RUSSIAN


def test_one_accent_in_a_short_text_is_no_cyrillic_letter():
    """*café* in cp1252 was read as *cafй*."""
    assert decode(b"The caf\xe9 by the river is open.")[0] == "The café by the river is open."


def test_turkish_letters_are_not_taken_for_icelandic_ones():
    """Two lines of Turkish came out as *bakanlarý*."""
    short = TURKISH[:35]
    assert decode(short.encode("cp1254"))[0] == short


def test_one_broken_byte_does_not_make_a_text_another_encoding():
    """A UTF-8 file that was cut in the middle of a letter came out as *Ð¼Ð¾Ñ�*."""
    cut = RUSSIAN.encode()[:-2]
    text, note = decode(cut)
    assert text.startswith(RUSSIAN[:-2])
    assert note == "damaged UTF-8; 1 character could not be read"
    assert encoding_of(io.BytesIO(cut)) == ("utf-8", "damaged UTF-8")


def test_null_characters_and_halves_of_pairs_are_taken_out_and_counted():
    """pandas with Arrow cannot hold half a surrogate pair, and HTML no null character."""
    assert decode(b"The bridge\0 is open, they say.") == ("The bridge is open, they say.", "1 null character taken out")
    text, note = decode("The bridge \ud800is open 😀.".encode("utf-8", "surrogatepass"))
    assert text == "The bridge ?is open 😀."
    assert note == "damaged UTF-8; 1 broken character replaced"


def test_control_characters_that_no_drawing_can_hold_are_taken_out_and_counted():
    """Forty-three articles of one newspaper ended in the mark with which old systems ended a file; a figure with it was no XML."""
    assert decode(b"The bridge is open.\x1a") == ("The bridge is open.", "1 control character taken out")
    assert decode(b"One\ttwo\x0cthree")[0] == "One\ttwo\x0cthree"


def test_an_emoji_written_as_two_halves_becomes_one():
    assert sound("\ud83d\ude00") == "😀"


def test_mojibake_is_repaired_and_told():
    broken = "Azərbaycan və İran’ın sərhədi açıqdır".encode().decode("cp1252", "replace")
    assert "�" not in broken
    assert decode(broken.encode()) == ("Azərbaycan və İran’ın sərhədi açıqdır", "mojibake repaired in 1 line")
    assert repaired(RUSSIAN.encode().decode("cp1251", "replace").replace("�", ""))[1]


@pytest.mark.parametrize(
    "text",
    [
        "La fin de L'ÉTÉ”",
        "QUALITÉ» — « ÉTÉ »",
        "В СССР «Правда» писала",
        "TÜRKİYE’DE “BÜ”",
        "São Paulo – Ñandú",
        'He said "hi" &amp; left',
        "½ km² №5",
    ],
)
def test_what_only_looks_like_mojibake_stays(text):
    """ftfy's full repair also straightens quotes and reads entities; a single odd pair of characters proves nothing."""
    assert repaired(text) == (text, None)


def test_wrong_lines_are_repaired_beside_right_ones():
    text, note = repaired("Café – “open”\nIt’s open, isnâ€™t it?")
    assert text == "Café – “open”\nIt’s open, isn’t it?"
    assert note == "mojibake repaired in 1 line"


def test_a_stream_is_checked_to_its_end_in_pieces(monkeypatch):
    """A large table whose first megabyte was plain ASCII was read as UTF-8, and broke in the middle."""
    monkeypatch.setattr(encodings, "CHUNK", 64)
    assert encoding_of(io.BytesIO(b"a" * 500 + RUSSIAN.encode()))[0] == "utf-8"
    assert encoding_of(io.BytesIO(b"a" * 500 + RUSSIAN.encode("cp1251")))[0] == "cp1251"


# --- errors that explain themselves


@pytest.mark.parametrize("data", [bytes(range(32)) * 9, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1", bytes(range(256))])
def test_a_picture_or_a_program_is_no_text(data):
    with pytest.raises(ValueError, match="not text"):
        decode(data)
