"""Outlets and sides."""

import pandas as pd
import pytest

from iranaz_utils.reading import load_profile
from iranaz_utils.reading.countries import country_code
from iranaz_utils.reading.profile import COUNTRIES
from iranaz_utils.reading.sources import Sources


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("profile")
    (folder / "profile.toml").write_text('title = "Two"\n[sides]\nIR = "Iran"\nAZ = "Azerbaijan"\n', "utf-8")
    outlets = "The Zenda Herald,outlet,IR,en,herald.example | zenda.example,Herald | ZH,,\nPassOn,aggregator,,en,passon.example,,,\n"
    outlets += "Quiet,outlet,,,,,,\n"
    (folder / "outlets.csv").write_text("outlet,kind,country,languages,domains,spellings,ownership,source\n" + outlets, "utf-8")
    (folder / "actors.csv").write_text(
        "name,kind,country,role,since,until,aliases,source\nZenda,place,AZ,,,,ZENDABAD | İzenda,\nAnna Berg,person,AZ,,,,,\n", "utf-8"
    )
    return Sources(load_profile(folder))


def test_an_outlet_is_known_by_every_spelling_and_kept_where_it_is_not_known(sources):
    assert [sources.named(said) for said in ("the zenda  herald", "ZH", "Strelsau Post", "PassOn", "")] == [
        "The Zenda Herald", "The Zenda Herald", "Strelsau Post", None, "",
    ]  # fmt: skip
    assert (sources.known("ZH"), sources.known("Strelsau Post")) == ("The Zenda Herald", None)


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.herald.example/2025/04/28/bridge.html", "The Zenda Herald"), ("http://fa.zenda.example:80/", "The Zenda Herald"),
        ("herald.example", "The Zenda Herald"), ("https://notherald.example/", "notherald.example"),
        ("https://passon.example/herald.example", None),
        ("https://post.example/?from=herald.example", "post.example"), ("nowhere", None), ("", None), ("http://[broken", None),
    ],
)  # fmt: skip
def test_an_address_gives_the_outlet_by_its_domain_alone(sources, url, outlet):
    assert sources.at(url) == outlet


def test_an_address_given_as_an_outlet_is_read_as_one(sources):
    assert sources.named("www.herald.example") == "The Zenda Herald"
    assert sources.named("News of the World. Late edition") == "News of the World. Late edition"


def test_countries_come_from_outlets_places_codes_and_labels(sources):
    assert (sources.country("The Zenda Herald"), sources.country("Quiet"), sources.country("Strelsau Post"), sources.country(None)) == (
        "IR",
        *[None] * 3,
    )
    assert (sources.place("ZENDA"), sources.place("Zendabad"), sources.place("IZENDA"), sources.place("Anna Berg")) == (
        "AZ",
        "AZ",
        "AZ",
        None,
    )
    assert [sources.side(said) for said in ("az", "AZE", "Azerbaijan", "zenda", "Ruritania")] == ["AZ", "AZ", "AZ", "AZ", None]


def test_every_country_has_one_code_of_three_letters():
    """The two lists of codes were written apart; a second way is their count and four that are easily confused."""
    table = pd.Series([country_code(code) for code in COUNTRIES])
    assert set(table) == COUNTRIES
    assert [country_code(code) for code in ("ARM", "AUT", "AUS", "IRQ", "IRN", "TUR", "XXX", "")] == [
        "AM",
        "AT",
        "AU",
        "IQ",
        "IR",
        "TR",
        None,
        None,
    ]
