"""Who published an article, and on which side: what names, addresses and places in a profile say.

The outlet is the one that published, not the one that passed on: an aggregator is none. The side is the country of the outlet; where no
outlet tells it, the dateline is a hint, and `side_from` says that it is one. Links, picture credits and websites that are quoted prove
nothing and are not looked at.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from iranaz_utils.reading.countries import country_code
from iranaz_utils.reading.profile import Profile, listed


class Sources:
    """Outlets and places of a profile, by every spelling and address.

    Examples
    --------
    >>> from iranaz_utils.reading import load_profile
    >>> sources = Sources(load_profile())
    >>> sources.named("AZERNEWS"), sources.named("The Zenda Herald"), sources.named("MENAFN")
    ('AzerNews', 'The Zenda Herald', None)
    >>> sources.at("https://www.azernews.az/nation/1.html"), sources.country("AzerNews"), sources.place("BAKU")
    ('AzerNews', 'AZ', 'AZ')
    """

    def __init__(self, profile: Profile):
        self._outlets: dict[str, str | None] = {}
        self._domains: dict[str, str | None] = {}
        self._countries: dict[str, str] = {}
        for row in profile.outlets.itertuples():
            outlet = None if row.kind == "aggregator" else row.outlet
            self._outlets |= dict.fromkeys(map(_key, [row.outlet, *listed(row.spellings)]), outlet)
            self._domains |= dict.fromkeys(listed(row.domains), outlet)
            if outlet and isinstance(row.country, str):
                self._countries[outlet] = row.country
        places = profile.actors[(profile.actors["kind"] == "place") & profile.actors["country"].notna()]
        self._places = {_key(name): row.country for row in places.itertuples() for name in (row.name, *listed(row.aliases))}
        self._places |= {_key(label): code for code, label in profile.sides.items()}

    def named(self, said: str) -> str | None:
        """The outlet as the profile writes it, or as it is said where the profile does not know it; None for an aggregator."""
        if (key := _key(said)) in self._outlets:
            return self._outlets[key]
        return self.at(said) if _domain(said) else said.strip()

    def known(self, said: str) -> str | None:
        """The outlet as the profile writes it; None where the profile does not know it."""
        return self._outlets.get(_key(said))

    def at(self, url: str) -> str | None:
        """The outlet at an address: the profile's, else the domain itself; None for an aggregator or what is no address."""
        domain = _domain(url)
        parts = domain.split(".")
        for start in range(len(parts) - 1):
            if (known := ".".join(parts[start:])) in self._domains:
                return self._domains[known]
        return domain or None

    def country(self, outlet: str | None) -> str | None:
        """The country of an outlet, where the profile has it."""
        return self._countries.get(outlet) if outlet else None

    def place(self, said: str) -> str | None:
        """The country that a place is in, where the profile has it."""
        return self._places.get(_key(said))

    def side(self, said: str) -> str | None:
        """The code of a country given by a code or by a name that the profile knows; None where it is neither."""
        return country_code(said) or self.place(said)


def _key(name: str) -> str:
    """Case and white space aside; dotted and dotless I are one letter, as capitals do not tell them apart everywhere."""
    return " ".join(name.replace("İ", "i").replace("ı", "i").casefold().split())


def _domain(url: str) -> str:
    """The host of an address without `www`; empty where it is none, as names such as `Report.az` and `News of the World` can tell."""
    address = url.strip().lower()
    if " " in address or "." not in address:
        return ""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host.strip(".") else ""
