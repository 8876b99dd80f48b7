"""Persons and contact data that an interface gives in fields of their own: nothing is searched for, they are only spelled alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crawler.extract.facts.phones import phone_of_link
from crawler.extract.text.clean import clean
from crawler.extract.text.words import Dialling
from crawler.portals.govkz.items import Item
from store.records import ContactRecord, PersonRecord

_PARTS = re.compile(r"[;,\n]|<[^>]*>")
_EMAIL = re.compile(r"[^@\s<>]{1,64}@[^@\s<>]{1,190}\.[A-Za-z]{2,12}")
_TAGS = re.compile(r"<[^>]*>")


def persons_of(own: dict[str, Any], found: tuple[Item, ...], dialling: Dialling) -> Iterator[PersonRecord]:
    """A record for each item that names a person.

    :param own: capture, address, lane and language of the records.
    :param found: items whose texts are named name, post, and phones and emails, or person_phones and person_emails where the former are
        those of the office.
    :param dialling: the codes of networks by which numbers are known.
    """
    for item in found:
        texts = item.texts
        office = "person_phones" in texts or "person_emails" in texts
        name = clean(texts.get("name"))
        if not name:
            continue
        phones = phones_of(texts.get("person_phones" if office else "phones", ""), dialling)
        emails = emails_of(texts.get("person_emails" if office else "emails", ""))
        post = clean(_TAGS.sub(" ", texts.get("post", "")))
        quote = clean(" · ".join(filter(None, (name, post, *phones, *emails))), 500)
        yield PersonRecord(**own, seq=item.number, name=name, post=post, phones=phones, emails=emails, quote=quote)


def contacts_of(
    own: dict[str, Any], found: tuple[Item, ...], known: set[str], start: int, dialling: Dialling
) -> Iterator[ContactRecord]:
    """Telephones and e-mail addresses of the offices that items stand for, without the ``known`` values, numbered from ``start``."""
    for item in found:
        for kind, values in (
            ("phone", phones_of(item.texts.get("phones", ""), dialling)),
            ("email", emails_of(item.texts.get("emails", ""))),
        ):
            for value in values:
                if value not in known:
                    known.add(value)
                    yield ContactRecord(**own, seq=start, kind=kind, value=value, quote=clean(item.texts.get(f"{kind}s")))
                    start += 1


def phones_of(text: str, dialling: Dialling) -> tuple[str, ...]:
    """Telephone numbers of a field, international where they are numbers of Kazakhstan, else as written."""
    parts = (clean(part, 60) for part in _PARTS.split(text))
    found = (phone_of_link(part, dialling) or part for part in parts if sum(map(str.isdigit, part)) >= 4)
    return tuple(dict.fromkeys(found))


def emails_of(text: str) -> tuple[str, ...]:
    """E-mail addresses of a field, in lower case."""
    return tuple(dict.fromkeys(match.group().lower() for match in _EMAIL.finditer(_PARTS.sub(" ", text))))
