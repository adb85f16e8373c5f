"""What to do, told to those who sit at no terminal: a page names no command, and an assistant is told its own tools."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msc_trials.errors import MscTrialsError, QueryError

_FOR_A_TERMINAL = re.compile(r"--\w|\bmsc-trials\b|\bpip install\b|MSC_TRIALS_|\bPython\b")
_CALL = re.compile(r'msc-trials (\w+) (?:"([^"]*)"|(NCT\d{8}|[A-Z]+)\b)')
_COMMAND = re.compile(
    r'\s*\([^()]*msc-trials [^()]*\)|(?:^|(?<=[.?] ))[^.?:]*: msc-trials \w+ (?:"[^"]*"|NCT\d{8})(?: --[\w-]+ "[^"]*")*\.?\s*'
)
_NO_ADVICE = {True: "Name a disease or an injury.", False: "Please come again later."}
_ITS_SETTINGS = "Whoever runs this server can change its settings."


def for_a_page(line: str) -> str:
    """A sentence of an answer without the parts that name a command to type in a terminal.

    >>> for_a_page('Which disease is it for? For example: msc-trials answer "knee osteoarthritis"')
    'Which disease is it for?'
    >>> for_a_page('The checklist sets it beside the trials: msc-trials checklist "knee" --source-of-cells "SVF"')
    ''
    """
    return _COMMAND.sub("", line).strip()


def on_a_page(error: MscTrialsError) -> str:
    """What a reader of pages can do about an error: its hint without the sentences for a terminal or a program."""
    return _without_options(error.hint or "") or _NO_ADVICE[isinstance(error, QueryError)]


def for_an_assistant(text: str, parameters: Mapping[str, str]) -> str:
    """A text with calls of tools in place of commands, without the sentences about what an assistant does not have.

    ``parameters`` names what a command is given by the tool of the same name.

    >>> for_an_assistant('To see it: msc-trials show NCT01041001. Wait longer (--wait 2m).', {"show": "nct_id"})
    'To see it: show(nct_id="NCT01041001").'
    """

    def call(found: re.Match[str]) -> str:
        name, quoted, plain = found.groups()
        return f'{name}({parameters[name]}="{quoted or plain}")' if name in parameters else found[0]

    return _without_options(for_a_page(_CALL.sub(call, text)))


def to_an_assistant(error: MscTrialsError, parameters: Mapping[str, str]) -> str:
    """An error in one line: what, why, and what an assistant can do."""
    hint = for_an_assistant(error.hint or "", parameters)
    return " ".join(filter(None, (error.message, hint or (_ITS_SETTINGS if error.hint else ""))))


def _without_options(text: str) -> str:
    """The sentences of a text that name no command, option, package or variable."""
    return " ".join(part for part in re.split(r"(?<=[.?!])\s+", text) if not _FOR_A_TERMINAL.search(part))
