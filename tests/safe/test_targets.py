"""Hosts in running text: every one that a parser or a browser could see."""

from __future__ import annotations

import pytest

from l10n.safe.targets import find_hosts, find_known, judge_known, judge_target, trusted


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("no address", set()),
        ("see https://a.example/x and ftp://B.example.", {"a.example", "b.example"}),
        ("WwW.a.example, wwww.b.example", {"a.example", "b.example"}),
        ("me@a.example but not @b.example", {"a.example"}),
        ("https://www.a.example@b.example", {"a.example", "b.example"}),
        ("://://a.example", {"a.example"}),
        ("//a.example, (/\\b.example) '\\\\c.example'", {"a.example", "b.example", "c.example"}),
        ("&#47;&#x2f;a.example x&commat;b.example", {"a.example", "b.example"}),
        ("&amp;#47;/a.example x%40b.example", {"a.example", "b.example"}),
        ("https:&sol;&bsol;a.example", {"a.example"}),
        ("and//or.not, 5 // 3.2, a\\\\b.c 100%25", set()),
        ("https://a.example:80/ 字www.b.example字", {"a.example", "b.example"}),
    ],
)
def test_hosts_are_found(text: str, hosts: set[str]) -> None:
    assert find_hosts(text) == hosts


SOURCE = "[us](mailto:Office@gov.example?cc=b@gov.example) <c@other.example>, d@gov.example"


def test_what_a_text_links_to() -> None:
    boxes = {"office@gov.example", "b@gov.example", "c@other.example", "d@gov.example"}
    assert find_known(SOURCE) == boxes | {"gov.example", "other.example"}
    assert find_known("[x](mailto:a%40gov.example) *e@f.example*.") == {
        *("a@gov.example", "gov.example", "e@f.example", "f.example")
    }
    assert find_known("npm i @scope/pkg@latest, @user") == frozenset()


@pytest.mark.parametrize(
    "address",
    [
        "office@gov.example",
        "OFFICE@GOV.example",
        "b%40gov.example,d@gov.example",
        "c@other.example?subject=Hola%20a%40todos&body=x%0D%0Ay",
        "?to=b@gov.example&amp;bcc=d@gov.example",
        "?subject=Hola",
        "anyone@trusted.example",
    ],
)
def test_mail_to_whom_the_source_writes(address: str) -> None:
    known = find_known(SOURCE) | trusted(["trusted.example"])
    assert judge_target(f"mailto:{address}", known) == ""


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("x@evil.example", "no address x@evil.example"),
        ("x%40evil.example", "no address x@evil.example"),
        ("office@gov.example?bcc=x%40evil.example", "no address x@evil.example"),
        ("office@gov.example?%62cc=x%40evil.example", "no address x@evil.example"),
        ("x%40evil.example%2Coffice@gov.example", "no address x@evil.example"),
        ("office@gov.example&#44;x@evil.example", "no address x@evil.example"),
        ("?to=x@gov.example", "no address x@gov.example"),
        ("office@other.example", "no address office@other.example"),
        ("office@gov.example?subject=x%0D%0ABcc:x", "take subject out"),
        ("office@gov.example?in-reply-to=x", "take in-reply-to out"),
        ("office", "cannot be read"),
        ("office@gov", "cannot be read"),
    ],
)
def test_mail_to_others_is_refused(address: str, reason: str) -> None:
    assert reason in judge_target(f"MailTo:{address}", find_known(SOURCE))


def test_a_bare_address_is_the_sources_or_a_trusted_hosts() -> None:
    known = find_known(SOURCE) | trusted(["www.trusted.example"])
    assert judge_known(find_known("*d@gov.example*, x@trusted.example"), known) == ""
    assert "no address x@gov.example" in judge_known(find_known("x@gov.example"), known)
