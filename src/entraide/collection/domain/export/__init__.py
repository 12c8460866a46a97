"""Taking replies out: a form and its answers as typed tables, and writers that stream them into files.

`schema.merge` makes tables out of one or several versions of a questionnaire, `flattening.Flattener` rows out of answers,
`files.write` a file out of both. Nothing here holds more than one reply in memory, whatever the number of replies.
"""
