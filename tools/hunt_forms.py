"""Random forms with random replies, put to our judge, to JavaRosa and to rxeval: where do they disagree?

    python tools/hunt_forms.py [--forms 400] [--first 10000]     ends with 1 when the judge and JavaRosa differ
    python tools/hunt_forms.py --compile                         makes Judge.class anew (needs a JDK)

JavaRosa is asked through tools/javarosa/Judge.java and the classes of ODK_Validate.jar, which the pyxform wheel brings; a Java
runtime is enough (Debian: default-jre-headless), since Judge.class is kept beside its source. The page's interpreter is
asked where there is a node. What is known to differ is written down in docs/reference/xforms-differences.md.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime

from entraide.collection.domain.judge import judge
from entraide.collection.domain.submission import read_submission
from entraide.collection.domain.xform import check_xform
from entraide.collection.tests import oracles, page_logic
from entraide.collection.tests.random_forms import random_form

REPLIES = 3


def compile_program() -> int:
    """Judge.class out of Judge.java, and the mark of the source it was made of."""
    source = oracles.PROGRAM / "Judge.java"
    command = [
        "javac",
        "--release",
        "11",
        "-g:none",
        "-cp",
        str(oracles.jar()),
        "-d",
        str(oracles.PROGRAM),
        str(source),
    ]
    subprocess.run(command, check=True)
    (oracles.PROGRAM / "Judge.source").write_text(oracles.source_mark() + "\n", encoding="ascii")
    return 0


def hunt(first: int, forms: int) -> int:
    """How many replies are judged otherwise than by JavaRosa or in the page; what was found is printed."""
    counted: Counter[str] = Counter()
    javarosa = None if oracles.why_no_javarosa() else oracles.JavaRosa()
    page = page_logic.Page() if page_logic.NODE else None
    today = datetime.now(UTC).date()
    for seed in range(first, first + forms):
        made = random_form(seed)
        reading = check_xform(made.xml)
        counted["forms"] += reading.publishable
        for _ in range(REPLIES if reading.publishable else 0):
            reply = made.reply()
            mine = oracles.ours(reading.published(), reply, today)
            counted["replies"] += 1
            if javarosa is not None:
                theirs = javarosa.ask(made.xml, reply)
                counted["refused by JavaRosa while filling in" if theirs.refused else "judged by JavaRosa"] += 1
                if not theirs.refused and (lines := oracles.differences(mine, theirs)):
                    counted["unlike JavaRosa"] += 1
                    print(f"form {seed}: {lines[0]}")
                _ask_rxeval(made.xml, reply, mine, counted, follow=not theirs.refused)
            if page is not None:
                submission = read_submission(reading.published(), reply)
                request = page_logic.reply_request(reading.published(), submission.answers, today, submission.counts)
                judged = judge(reading.published(), submission.answers, today, None, submission.counts)
                if lines := page_logic.apart(page.ask(request).get("told", {}), judged, reading.published()):
                    counted["unlike the page"] += 1
                    print(f"form {seed}, in the page: {lines[0]}")
    print("; ".join(f"{name}: {count}" for name, count in counted.items()))
    if javarosa is None:
        print(f"JavaRosa was not asked: {oracles.why_no_javarosa()}")
    else:
        javarosa.close()
    return counted["unlike JavaRosa"] + counted["unlike the page"]


def _ask_rxeval(form: bytes, reply: bytes, mine: oracles.Said, counted: Counter[str], *, follow: bool) -> None:
    other = oracles.ask_rxeval(form, reply, datetime.now(UTC).date())
    counted["not evaluated by rxeval" if other.refused else "judged by rxeval"] += 1
    if follow and not other.refused and oracles.rxeval_differences(mine, other):
        counted["rxeval alone says otherwise"] += 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=400)
    parser.add_argument("--first", type=int, default=10_000)
    parser.add_argument("--compile", action="store_true")
    given = parser.parse_args()
    sys.exit(compile_program() if given.compile else min(1, hunt(given.first, given.forms)))
