"""The pages: server-rendered, Swedish, usable without JavaScript.

labels.py     DATA: the Swedish words for roles, types and states
wording.py    how counts, sizes and times are written
inbox.py      Inkorg and a document's progress      ─┐
sheet.py      the registration sheet                 │  pure: contract values in,
contents.py   the text by sections                   │  frozen page values out
changes.py    repairs, line by line and word by word │
proofread.py  the page-by-page view                  │
reference.py  the API's endpoints                   ─┘
finding.py    the list of documents and its search; table.py the same for spreadsheets; bulk.py many at once
signing_in.py, administration.py   accounts: signing in, one's own, everybody's
rendering.py  a page value and its template become HTML
live.py       what changed since the last look, as server-sent events
pile.py       the plain form's upload of many files
headers.py    security headers on every answer
pages.py      READ THIS FIRST: the addresses, and what each one answers
"""
