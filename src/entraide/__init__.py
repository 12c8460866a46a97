"""entraide: from a meeting's report to the next, paragraph by paragraph, in six languages."""

__version__ = "0.1.0"
