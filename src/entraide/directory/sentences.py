"""What the finder says, in whole sentences, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.kernel.text import Text
from entraide.reference.domain.entities import treaty

from . import ways, wording
from .domain.bonds import Bond
from .domain.finding import Answer, behind
from .domain.opening import Opening
from .domain.record import Cultural
from .finding import Found
from .speech import apart, city, joined, languages, length, moment

UNTOC = "UNTOC"
ASKING_IN_WRITING = frozenset({
    "mutual_legal_assistance", "confiscation", "asset_recovery", "cultural_property", "terrorism",
    "civil_proceedings_corruption",
})  # fmt: skip
"""The functions whose requests hold what article 18 (15) of the Organized Crime Convention lists."""


@frozen
class Line:
    """One thing said. `text` is a text of the authority's own words, in the languages in which it gave it."""

    says: str = ""
    text: Text | None = None
    quiet: bool = False


@frozen
class Part:
    """Lines under one heading."""

    head: str
    lines: tuple[Line, ...]


def parts(answer: Answer, about: Found) -> tuple[Part, ...]:
    """Everything said of one answer, in the order in which one needs it."""
    made = [Part(_("Why this one"), tuple(_who(answer, about)))]
    if answer.candidate:
        made.append(Part(_("Open now?"), tuple(_open(answer, about))))
    if answer.candidate and answer.role != "interpol_bureau":  # One's own bureau writes to it.
        made += [
            Part(_("By which channel"), tuple(_channel(answer, about))),
            Part(_("In which language"), tuple(_language(answer))),
            Part(_("What the request must hold"), tuple(_content(answer, about))),
        ]
    if answer.candidate and about.need.function == "cultural_property":
        made.append(Part(_("For cultural property, also"), tuple(_cultural(answer.candidate.record.cultural))))
    if answer.candidate and (about.need.urgent or answer.reachable is False):
        made.append(Part(_("At night and when it burns"), tuple(_night(answer, about))))
    return tuple(part for part in made if part.lines)


def title(answer: Answer) -> str:
    """What a way without an entry is called."""
    return {"diplomatic": _("The diplomatic channel"), "interpol": _("INTERPOL")}.get(answer.role, "")


# Who, and by which treaty


def _who(answer: Answer, about: Found) -> Iterator[Line]:
    function, state = wording.function_label(about.need.function), wording.entity_name(about.need.asked)
    said = {
        "near": _("No authority is named for this: %(function)s. This one is competent for a neighbouring matter and usually knows the way."),
        "focal_point": _("No authority is named for this: %(function)s. This is the general focal point of the State."),
        "foreign_ministry": _("No authority is named for this: %(function)s. The ministry of foreign affairs can pass the request on."),
        "interpol_bureau": _(
            "In urgent cases a request may go through INTERPOL where both States agree. This is the bureau of the State asked."
        ),
        "diplomatic": _("Your ministry of foreign affairs hands the request to the embassy or to the ministry of foreign affairs: %(state)s."),
        "interpol": _(
            "Your own National Central Bureau passes an urgent request to the bureau of the State asked, where both States agree:"
            " %(state)s."
        ),
    }  # fmt: skip
    params = {"function": function, "state": state}
    if answer.role == "function":
        alone = any(one.exclusive for one in answer.functions)
        params["text"] = _("It alone is competent: %(function)s.") if alone else _("It is competent: %(function)s.")
        yield Line(params["text"] % params)
        yield from (Line(_("For this part:"), one.scope) for one in answer.functions if one.scope)
    else:
        other = _(
            "No authority is named for this: %(function)s. An authority of this kind usually handles it: %(kind)s."
        )
        kind = wording.kind_label(answer.candidate.record.kind) if answer.candidate else ""
        yield Line(said.get(answer.role, other) % {**params, "kind": kind})
    if answer.candidate and answer.candidate.record.territory:
        yield Line(
            _("It acts for this territory only: %(territory)s.")
            % {"territory": apart(answer.candidate.record.territory)}
        )
    if answer.named and answer.role == "function":
        yield Line(_("It was named under: %(treaties)s.") % {"treaties": cited(answer.named)})
    yield from _basis(answer, about)


def treaty_lines(about: Found) -> tuple[Line, ...]:
    """By which instruments both are bound, with the warning that the lists are to be verified."""
    return tuple(_treaties(about))


def _treaties(about: Found) -> Iterator[Line]:
    if about.bonds and about.need.asking:
        yield Line(_("Both are bound by: %(treaties)s.") % {"treaties": cited(about.bonds)})
    elif about.bonds:
        params = {"state": wording.entity_name(about.need.asked), "treaties": cited(about.bonds)}
        yield Line(_("%(state)s is bound by: %(treaties)s. Say where you are to learn what binds both.") % params)
    else:
        yield Line(
            _(
                "No instrument in our tables binds both for this. Ask on the basis of reciprocity, or of a bilateral treaty."
            )
        )
    for one in about.bonds:
        if one.kind == "scheme":
            yield Line(
                _("%(name)s is a scheme that the laws of its members carry out, not a treaty.") % {"name": _short(one)}
            )
    if about.need.asking and about.missing:
        names = [treaty(code).name(page_language(), short=True) for code in about.missing]
        yield Line(_("Not both are parties to: %(treaties)s.") % {"treaties": joined(names)}, quiet=True)
    if any(one.verify for one in about.bonds) or about.missing:
        yield Line(
            _("The lists of parties are from general knowledge: verify them with the depositary before you cite them."),
            quiet=True,
        )


def _short(bond: Bond) -> str:
    return treaty(bond.instrument).name(page_language(), short=True)


def cited(bonds: Iterable[Bond]) -> str:
    """The instruments with their articles, as one list."""
    return joined(
        _("%(instrument)s, article %(article)s") % {"instrument": _short(one), "article": one.article}
        if one.article
        else _short(one)
        for one in bonds
    )


def _cultural(given: Iterable[Cultural]) -> Iterator[Line]:
    for one in given:
        said = " ".join(apart(word) for word in (one.name, one.address) if word)
        yield Line(f"{wording.cultural_label(one.kind)}: {said}")


def _basis(answer: Answer, about: Found) -> Iterator[Line]:
    """Whether the Convention is taken as legal basis for extradition, where both are bound by it."""
    basis = answer.candidate.record.procedure.legal_basis if answer.candidate else None
    if about.need.function != "extradition" or basis is None or not any(one.instrument == UNTOC for one in about.bonds):
        return
    if basis:
        yield Line(_("It takes the Organized Crime Convention as legal basis for extradition (article 16 (5) (a))."))
    else:
        yield Line(
            _("It does not take the Organized Crime Convention as legal basis for extradition (article 16 (5) (a)).")
        )


# Language, channel, content


def _language(answer: Answer) -> Iterator[Line]:
    tongue = answer.tongue
    if tongue.fits is None:
        yield Line(
            _("It has not said in which languages it accepts requests: add a translation into a language of the State.")
        )
        return
    if tongue.usable:
        yield Line(
            _("Write in a language that it accepts and you use: %(languages)s.")
            % {"languages": languages(tongue.usable)}
        )
    else:
        foreign = _("It accepts none of your languages. Have the request translated into one of these: %(languages)s.")
        yield Line(foreign % {"languages": languages(tongue.accepted)})
    if tongue.certified:
        yield Line(_("The translation has to be certified."))


def _channel(answer: Answer, about: Found) -> Iterator[Line]:
    if answer.channels:
        names = joined(ways.channel_label(one) for one in answer.channels)
        yield Line(_("It accepts these channels; try them in this order: %(channels)s.") % {"channels": names})
    elif answer.candidate and answer.candidate.shown:
        yield Line(
            _(
                "It has not said by which channel. Send from central authority to central authority unless the State asks for the"
                " diplomatic channel."
            )
        )
    if answer.networks:
        names = joined(wording.network_label(one) for one in answer.networks)
        yield Line(
            _("Both States belong to a network whose contact points help without a formal request: %(networks)s.")
            % {"networks": names}
        )
    if about.own and about.own.candidate and answer.role == "function":
        yield Line(_("On your side it is sent by:"), about.own.candidate.record.name)


def _content(answer: Answer, about: Found) -> Iterator[Line]:
    if not answer.candidate:
        return
    procedure = answer.candidate.record.procedure
    if procedure.information:
        yield Line(_("The authority asks for:"), procedure.information)
    elif about.need.function in ASKING_IN_WRITING:
        yield Line(
            _(
                "Who asks and who investigates; the subject and the nature of the matter; a summary of the facts; what is asked for and"
                " any procedure to be followed; the persons concerned, where they are and of which nationality; the purpose (after"
                " article 18 (15) of the Organized Crime Convention)."
            )
        )
    if procedure.requirements:
        yield Line(_("Its law requires:"), procedure.requirements)
    if procedure.formats:
        names = joined(ways.format_label(one) for one in procedure.formats)
        yield Line(_("Forms it takes: %(formats)s.") % {"formats": names})


# The clock


def _open(answer: Answer, about: Found) -> Iterator[Line]:
    state, at = answer.opening, about.need.at
    if state is None:
        if about.place:
            said = _("Its hours are not on record. In %(place)s it is %(time)s.")
            hidden = _("In %(place)s it is %(time)s.")
            there = {"place": city(about.place), "time": moment(at, about.place)}
            yield Line((said if _shown(answer) else hidden) % there)
        return
    params = {"there": moment(at, state.local.tzinfo), "here": moment(at, about.zone)}
    clocks = _("It is %(there)s there and %(here)s with you.") if about.zone else _("It is %(there)s there.")
    if state.open:
        yield Line(_ending(state, about))
    else:
        yield Line(_closed(state))
        yield Line(_next(state, about))
    yield Line(clocks % params)


def _shown(answer: Answer) -> bool:
    return bool(answer.candidate and answer.candidate.shown)


def _ending(state: Opening, about: Found) -> str:
    if state.closes is None:
        return _("Open at any hour.")
    params = {"length": length(state.minutes or 0), "time": moment(state.closes, state.local.tzinfo)}
    return _("Open now. It closes in %(length)s, on %(time)s there.") % params


def _closed(state: Opening) -> str:
    return {
        "holiday": _("Closed now: a public holiday (%(holiday)s).") % {"holiday": apart(state.holiday)},
        "closed_day": _("Closed now: a day on which the office does not open."),
        "day_off": _("Closed now: not a working day there."),
        "before": _("Closed now: the office has not opened yet."),
        "break": _("Closed now: a break in the middle of the day."),
        "after": _("Closed now: the office has closed for the day."),
    }.get(state.why, _("Closed now."))


def _next(state: Opening, about: Found) -> str:
    if state.opens is None:
        return _("It does not open within the next weeks.")
    params = {
        "length": length(state.minutes or 0), "there": moment(state.opens, state.local.tzinfo),
        "here": moment(state.opens, about.zone),
    }  # fmt: skip
    if about.zone:
        return _("It opens in %(length)s: %(there)s there, %(here)s with you.") % params
    return _("It opens in %(length)s: %(there)s there.") % params


# When it burns


def _night(answer: Answer, about: Found) -> Iterator[Line]:
    if not answer.candidate:
        return
    procedure = answer.candidate.record.procedure
    for reach in answer.urgent:
        number = f"{reach.value} / {reach.extension}" if reach.extension else reach.value
        yield Line(_("For urgent matters, at any hour: %(value)s.") % {"value": apart(number, ltr=True)})
    if procedure.urgent:
        yield Line(_("The authority says:"), procedure.urgent)
    bound = any(one.instrument == UNTOC and one.both for one in about.bonds)
    if "oral_urgent" in procedure.formats:
        yield Line(_("Ask by word of mouth, and confirm in writing at once: the authority accepts it."))
    elif bound:
        yield Line(
            _(
                "In urgent cases, where both States agree, one may ask by word of mouth and confirm in writing at once (Organized Crime"
                " Convention, article 18 (14))."
            )
        )
    if procedure.interpol_urgent:
        yield Line(_("In urgent cases it takes requests through INTERPOL: turn to your own National Central Bureau."))
    elif bound:
        yield Line(
            _(
                "In urgent cases, where both States agree, a request may go through INTERPOL, if possible (Organized Crime Convention,"
                " article 18 (13))."
            )
        )
    if "24_7" in answer.networks:
        yield Line(_("Both States are in the 24/7 network: its contact points answer at any hour."))
    if _shown(answer) and not answer.urgent and not procedure.urgent:
        yield Line(_("No number for urgent matters is on record."))


# Why in this order


def why_below(above: Answer, below: Answer) -> str:
    """Why an answer stands below the one above it; "" where nothing tells them apart."""
    return {
        "territory": _("Below the one above because it acts for another territory."),
        "role": _("Below the one above because it is not named for this matter itself, or less nearly."),
        "exact": _("Below the one above because it is not named for this territory itself."),
        "bond": _("Below the one above because it was not named under an instrument that binds both."),
        "now": _("Below the one above because it is not known to be reachable at this hour."),
        "standing": _("Below the one above because its entry is less surely up to date."),
        "exclusive": _("Below the one above because it is not the only one competent."),
        "language": _("Below the one above because it is not known to accept one of your languages."),
        "hours": _("Below the one above because it is not known to be open at this hour."),
    }.get(behind(above, below), "")
