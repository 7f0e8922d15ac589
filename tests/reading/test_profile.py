"""Profiles: what one relation consists of, as files."""

import pickle

import pytest

from iranaz_utils.reading.profile import FILES, SHIPPED, listed, load_profile
from iranaz_utils.tables import ProfileError

HEAD = 'title = "Ruritania and Freedonia"\n\n[sides]\nRO = "Ruritania"\nFR = "Freedonia"\n'
ACTORS = "name,kind,country,role,since,until,aliases,source\n"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "ruritania"
    path.mkdir()
    (path / "profile.toml").write_text(HEAD, encoding="utf-8")
    return path


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


# --- a toy to count by eye ------------------------------------------------------------------------


def test_a_folder_becomes_tables(folder):
    write(folder, "actors.csv", ACTORS + "Anna Berg,person,RO,Envoy,2024,,A. Berg | Anna B.,Gazette\nZenda,place,,,,,,\n")
    write(folder, "themes.csv", "theme,pattern,note\npeace,peace talk*,\npeace,truce,\nwar,war,\n")
    profile = load_profile(folder)
    assert (profile.name, profile.title, profile.sides) == ("ruritania", "Ruritania and Freedonia", {"RO": "Ruritania", "FR": "Freedonia"})
    assert profile.actors["name"].to_list() == ["Anna Berg", "Zenda"]
    assert profile.actors["aliases"].map(listed).to_list() == [["A. Berg", "Anna B."], []]
    assert profile.actors["country"].isna().to_list() == [False, True]
    assert profile.themes == {"peace": ("peace talk*", "truce"), "war": ("war",)}


def test_missing_files_are_empty_tables(folder):
    profile = load_profile(folder)
    tables = {"actors.csv": profile.actors, "outlets.csv": profile.outlets, "rules.csv": profile.rules}
    assert {file: tuple(table.columns) for file, table in tables.items()} == {file: FILES[file] for file in tables}
    assert [len(table) for table in tables.values()] == [0, 0, 0]
    assert profile.themes == {}


def test_own_stop_words_are_added_to_the_shared_ones(folder):
    write(folder, "stopwords/en.txt", "# ours\nruritanian  # so frequent that it says nothing\n\n")
    assert load_profile(folder).stopwords["en"] == load_profile().stopwords["en"] | {"ruritanian"}


def test_languages_choose_the_stop_words(folder):
    write(folder, "profile.toml", 'languages = ["ru", "de"]\n' + HEAD)
    assert {language: bool(words) for language, words in load_profile(folder).stopwords.items()} == {"ru": True, "de": False}


# --- the shipped profile --------------------------------------------------------------------------


def test_the_shipped_profile_is_found_by_name_and_by_path():
    assert load_profile("iran_azerbaijan").sha256 == load_profile(SHIPPED / "iran_azerbaijan").sha256 == load_profile().sha256


def test_the_shipped_profile_is_complete():
    profile = load_profile()
    assert profile.sides == {"IR": "Iran", "AZ": "Azerbaijan"}
    assert profile.actors["source"].notna().all()
    assert profile.outlets["source"].notna().all()
    owned = profile.outlets[profile.outlets["ownership"].notna()]
    assert owned["source"].str.contains("ownership: ").all()
    assert len(owned[["country", "languages", "domains", "spellings"]].dropna()) >= 60
    assert len(profile.themes) == 9
    assert set(profile.stopwords) == {"en", "fa", "az", "tr", "ru"}
    assert all(150 <= len(words) <= 450 for words in profile.stopwords.values())


def test_clitics_are_stop_words_and_news_verbs_are_not():
    assert load_profile().stopwords["en"].isdisjoint({"say", "said", "says", "told"})
    assert {"the", "'s", "n't", "'re"} <= load_profile().stopwords["en"]


# --- laws -----------------------------------------------------------------------------------------


def test_line_ends_and_a_byte_order_mark_change_nothing(folder):
    unix = load_profile(write(folder, "actors.csv", ACTORS + "Zenda,place,,,,,,\n"))
    windows = load_profile(write(folder, "actors.csv", (ACTORS + "Zenda,place,,,,,,\n").replace("\n", "\r\n")))
    marked = load_profile(write(folder, "actors.csv", "\ufeff" + ACTORS + "Zenda,place,,,,,,\n"))
    assert unix.sha256 == windows.sha256
    assert unix.actors.equals(windows.actors)
    assert unix.actors.equals(marked.actors)


def test_every_file_that_is_read_is_in_the_hash(folder):
    seen = {load_profile(folder).sha256}
    for name, text in {
        "profile.toml": HEAD.replace("FR", "GB"),
        "actors.csv": ACTORS,
        "themes.csv": "theme,pattern,note\n",
        "stopwords/en.txt": "x",
    }.items():
        seen.add(load_profile(write(folder, name, text)).sha256)
    assert len(seen) == 5
    write(folder, "README.md", "not read")
    assert load_profile(folder).sha256 in seen


def test_a_profile_travels_to_another_process():
    assert pickle.loads(pickle.dumps(load_profile())).sha256 == load_profile().sha256


# --- feared mistakes ------------------------------------------------------------------------------


def test_namibia_is_a_country_and_not_a_missing_value(folder):
    # pandas reads the text NA as missing.
    assert load_profile(write(folder, "actors.csv", ACTORS + "Windhoek,place,NA,,,,,\n")).actors["country"].to_list() == ["NA"]


# --- errors that explain themselves ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("actors.csv", "name,kind\nZenda,place\n", r"actors\.csv, line 1: the columns must be name,kind,country,.*; got name,kind"),
        ("actors.csv", "", r"actors\.csv, line 1: .*; got nothing"),
        ("actors.csv", ACTORS + "Zenda,castle,,,,,,\n", r"line 2: unknown kind 'castle'; the kinds are person, organisation, place"),
        ("actors.csv", ACTORS + ",place,,,,,,\n", "line 2: the name is empty"),
        ("actors.csv", ACTORS + "Zenda,place,UK,,,,,\n", "line 2: 'UK' is not an ISO 3166"),
        ("actors.csv", ACTORS + "Zenda,place,ir,,,,,\n", "line 2: 'ir' is not an ISO 3166"),
        ("actors.csv", ACTORS + "Anna,person,,,May 2024,,,\n", "line 2: since must be a year, month or day .*; got 'May 2024'"),
        ("actors.csv", ACTORS + "\nZenda,place,,\n", "line 3: 4 cells where the header has 8"),
        ("actors.csv", ACTORS + "A,person,,,,,Berg,\nB,person,,,,,Berg,\n", "line 3: 'Berg' already stands for 'A' on line 2"),
        ("actors.csv", ACTORS + 'Zenda,place,,,,,"x"y,\n', r"line 2: "),
        ("actors.csv", ACTORS.encode() + "Ə\n".encode("utf-16"), r"actors\.csv, line 2: not UTF-8"),
        (
            "outlets.csv",
            ",".join(FILES["outlets.csv"]) + "\nGazette,paper,,,,,,\n",
            "line 2: unknown kind 'paper'; the kinds are outlet, agg",
        ),
        ("outlets.csv", ",".join(FILES["outlets.csv"]) + "\nGazette,outlet,,,https://g.com,,,\n", "'https://g.com' is not a domain"),
        ("themes.csv", "theme,pattern,note\npeace,pe*ace,\n", "line 2: 'pe.ace' is not a lower-case word or phrase"),
        ("themes.csv", "theme,pattern,note\npeace,Peace,\n", "line 2: 'Peace' is not a lower-case word or phrase"),
        ("rules.csv", "what,pattern,reason\nline,,\n", "line 2: what and pattern must both be filled in"),
        ("profile.toml", "title = \n", r"profile\.toml: .*line 1"),
        ("profile.toml", HEAD + '[side]\nFR = "x"\n', "unknown key 'side'"),
        ("profile.toml", 'title = "x"\n', r"\[sides\] needs two lines"),
        ("profile.toml", HEAD.replace("RO", "XX"), "XX = 'Ruritania' is not an ISO 3166"),
        ("profile.toml", 'languages = "en"\n' + HEAD, "languages must be a list"),
    ],
)
def test_a_fault_is_told_with_file_and_line(folder, name, text, said):
    with pytest.raises(ProfileError, match=said) as told:
        load_profile(write(folder, name, text))
    assert name in str(told.value)


def test_an_unknown_name_is_told_with_the_names_there_are(tmp_path):
    with pytest.raises(ProfileError, match=r"no profile 'ruritania': neither a shipped one \(iran_azerbaijan"):
        load_profile("ruritania")
    with pytest.raises(ProfileError, match=r"profile\.toml is missing"):
        load_profile(tmp_path)
