"""What is remarkable in a reply although no rule of the form forbids it: asked to be explained, never refused.

The form declares what belongs together (attributes `entraide:…` of a bind, see the room's README); some follows from the
kinds of answers alone. A comment at the place settles a finding that asks for an explanation.
"""

from .found import Found
from .rules import findings, unexplained
from .series import jumps

__all__ = ["Found", "findings", "jumps", "unexplained"]
