"""XPath 1.0 with the functions of the ODK XForms specification: parse once, evaluate often.

    expression = parse("if(../a > 3, 'many', 'few')")
    check(expression, arity)                      # at publication: unknown functions are refused
    evaluate(expression, Context(node, Surroundings(root)))

Where engines disagree, JavaRosa is followed.
"""

from .context import Context, Surroundings
from .evaluator import evaluate, value_of
from .functions.registry import arity
from .nodes import Node, read
from .parser import check, parse, walk
from .tree import Expression
from .values import Value, number_of, text_of, truth_of

__all__ = [
    "Context",
    "Expression",
    "Node",
    "Surroundings",
    "Value",
    "arity",
    "check",
    "evaluate",
    "number_of",
    "parse",
    "read",
    "text_of",
    "truth_of",
    "value_of",
    "walk",
]
