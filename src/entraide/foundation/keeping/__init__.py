"""Keeping the platform running: what is counted, what is done every day, backups, and what a look around finds.

No subject matter here: rooms register their daily duties (`duties.py`), the command line and the pages show the findings.
"""
